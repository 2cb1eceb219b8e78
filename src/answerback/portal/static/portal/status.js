// The status card follows the stream's signed verdicts: redrawn when the key changes, greyed by `stale`, never green on its own.
const box = document.getElementById("status");
let drawing = null;
let wanted = null;

const fresh = () => document.dispatchEvent(new CustomEvent("stale:fresh"));

function payload(jws) {
  const part = jws.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), (c) => c.charCodeAt(0))));
}

// A verdict counts while it is young by the server's own two times, and only if its seq does not go down.
let seq = -1;
function counts(verdict) {
  const claims = payload(verdict.jws);
  if (claims.state !== verdict.state || claims.exp - claims.iat > 30 || claims.seq < seq) return false;
  seq = claims.seq;
  return true;
}

async function draw() {
  const answer = await fetch(box.dataset.url, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return false;
  const typed = box.querySelector("input[name=code]")?.value;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  box.replaceChildren(...page.body.childNodes);
  const field = box.querySelector("input[name=code]");
  if (field && typed) field.value = typed;
  if (field && !typed) field.focus({ preventScroll: true });
  return true;
}

function follow() {
  drawing ??= draw().then((drawn) => {
    drawing = null;
    if (drawn) { box.dataset.key = wanted; fresh(); document.dispatchEvent(new CustomEvent("status:drawn")); }
  });
}

document.addEventListener("stream:status", ({ detail }) => {
  const verdict = detail.data;
  if (!counts(verdict)) return;
  wanted = verdict.key;
  if (box.dataset.key === verdict.key) fresh();
  else follow();
});
document.addEventListener("stale:ask", () => { if (wanted !== null) follow(); });
