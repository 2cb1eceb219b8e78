// The desk follows the stream: its parts are fetched again and only those whose version changed are replaced.
// A part in which somebody types is left alone until he is done.
const BEAT_MS = 20000;
const token = () => document.querySelector("meta[name=csrf-token]")?.content ?? "";
let drawing = null;
let again = false;

const busy = (part) => part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

async function draw() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (fresh && fresh.dataset.version !== part.dataset.version && !busy(part)) part.replaceWith(document.adoptNode(fresh));
  }
  document.dispatchEvent(new CustomEvent("desk:drawn"));
}

export function refresh() {
  if (drawing) { again = true; return; }
  drawing = draw().finally(() => { drawing = null; if (again) { again = false; refresh(); } });
}

document.addEventListener("stream:entry", ({ detail }) => { if (detail.data.kind !== "leg.signalled") refresh(); });
document.addEventListener("stream:welcome", refresh);
setInterval(() => fetch(document.body.dataset.beat, { method: "POST", headers: { "X-CSRFToken": token() } }).catch(() => {}), BEAT_MS);
