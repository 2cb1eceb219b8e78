// The desk follows the stream, and its forms are sent without leaving the page, so that a call goes on.
import { apply, isWaiting } from "./drawing.js";

const BEAT_MS = 20000;
const BETWEEN_MS = 700;
const token = () => document.querySelector("meta[name=csrf-token]")?.content ?? "";
const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
let drawing = null;
let again = false;
let sending = 0;
let sent = 0;

// A page asked for before something was sent is older than the answer to that: it must not be drawn over it.
async function draw() {
  const before = sent;
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = await parsed(answer);
  if (!sending && before === sent) apply(page);
}

export function refresh() {
  if (drawing) { again = true; return; }
  drawing = draw().then(() => new Promise((done) => setTimeout(done, BETWEEN_MS))).finally(() => {
    drawing = null;
    if (again) { again = false; refresh(); }
  });
}

async function send(form, button) {
  const part = form.closest("[data-part]");
  const body = new URLSearchParams(new FormData(form, button));
  if (button) button.setAttribute("aria-disabled", "true");
  sending += 1;
  sent += 1;
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html", "X-CSRFToken": token() } }).catch(() => null);
  const page = answer && (await parsed(answer));
  sending -= 1;
  button?.removeAttribute("aria-disabled");
  if (!page?.querySelector("[data-part]")) return refuse(page);
  if (part) part.dataset.dirty = "";
  tell(page.querySelector("#messages"));
  apply(page, part);
}

// What the server said to this: its messages, or the sentence of its refusal.
function tell(messages) {
  document.getElementById("messages").replaceChildren(...(messages ? document.adoptNode(messages).childNodes : []));
}

function refuse(page) {
  const said = document.createElement("p");
  said.className = "refusal";
  said.textContent = page?.querySelector("main .large")?.textContent ?? document.body.dataset.lost;
  const box = document.createElement("div");
  box.className = "notice notice--stop";
  box.setAttribute("role", "alert");
  box.append(said);
  document.getElementById("messages").replaceChildren(box);
  refresh();
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.method !== "post" || form.dataset.whole !== undefined || !form.closest("[data-part]")) return;
  event.preventDefault();
  if (submitter?.getAttribute("aria-disabled") !== "true") send(form, submitter);
});
// Escape leaves a field, so that the single keys work again; Ctrl+Enter sends what is written in it.
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Escape" && event.target.matches?.("textarea, input, select") && !document.querySelector("dialog[open]")) document.getElementById("main").focus({ preventScroll: true });
  if (event.key !== "Enter" || !event.ctrlKey) return;
  event.target.closest?.("[data-part] form")?.requestSubmit();
});
document.addEventListener("focusout", () => setTimeout(() => isWaiting() && refresh()));
document.addEventListener("countdown:over", refresh);
document.addEventListener("stream:entry", ({ detail }) => { if (detail.data.kind !== "leg.signalled") refresh(); });
document.addEventListener("stream:welcome", refresh);

function beat() {
  fetch(document.body.dataset.beat, { method: "POST", headers: { "X-CSRFToken": token() } }).catch(() => {});
}
setInterval(beat, BEAT_MS);
beat();

// The columns begin where the bar ends, however tall it is.
const bar = document.querySelector(".callbar");
new ResizeObserver(() => document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
