// The status card follows the stream's signed verdicts: redrawn when the state changes, greyed by `stale`, never green on
// its own. What is drawn must be what was signed, or the card stays grey.
import { Judge } from "./verdict.js";

const box = document.getElementById("status");
const judge = new Judge(JSON.parse(document.getElementById("verdict").textContent), box.dataset.keys);
const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
let drawing = null;
let wanted = null;
let said = null;

const shown = () => box.querySelector("[data-drawn]")?.dataset ?? {};
const same = (claims) => shown().face === claims.state && (shown().leg || null) === (claims.leg ?? null);

// Only a verdict that counts, and says what is drawn, keeps the card from being grey.
function judged() {
  if (said && same(said)) document.dispatchEvent(new CustomEvent("stale:fresh"));
  else for (const card of box.querySelectorAll("[data-stale-after]")) card.setAttribute("data-stale", "");
}

function put(text, focus) {
  const typed = box.querySelector("input[name=code]")?.value;
  const before = shown().face;
  const page = new DOMParser().parseFromString(text, "text/html");
  box.replaceChildren(...page.body.childNodes);
  judged();
  // What has changed must be seen: the headline comes back into view.
  if (shown().face !== before && box.getBoundingClientRect().top < 0) box.scrollIntoView();
  const field = box.querySelector("input[name=code]");
  if (field && typed && !focus) field.value = typed;
  if (field && (focus || !typed)) field.focus({ preventScroll: true });
  document.title = document.title.replace(/^[^·]*/, `${box.querySelector(".status__live .status__headline")?.textContent ?? ""} `);
  document.dispatchEvent(new CustomEvent("status:drawn"));
}

async function draw() {
  const answer = await fetch(box.dataset.url, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
  if (answer?.ok) put(await answer.text(), false);
  else if (answer?.status === 403) location.reload();
}

// One drawing at a time; what changed meanwhile is drawn next.
function follow() {
  drawing ??= draw().catch(() => {}).finally(() => {
    drawing = null;
    if (said && !same(said) && Date.now() - followedAt > 1000) again();
  });
}

let followedAt = 0;
function again() {
  followedAt = Date.now();
  follow();
}

document.addEventListener("stream:status", async ({ detail }) => {
  const claims = await judge.check(detail.data.jws, detail.nonce);
  said = claims?.state === "unknown" ? null : claims;
  wanted = detail.data.key;
  if (!said || (same(said) && shown().drawn === wanted)) judged();
  else again();
});
// What was signed before the page slept says nothing about now.
document.addEventListener("stale:ask", () => {
  said = null;
  if (wanted !== null) again();
});

// The code is compared without leaving the page, so that nothing turns grey in between. Without script the form does it.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form.code");
  if (!form || !box.contains(form)) return;
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-CSRFToken": token, "X-Fragment": "1" } }).catch(() => null);
  if (answer?.ok) {
    if (answer.status === 200) put(await answer.text(), true);
    else setTimeout(() => { if (shown().face === "connected") again(); }, 3000); // the verdict is on its way
  } else form.submit();
});
