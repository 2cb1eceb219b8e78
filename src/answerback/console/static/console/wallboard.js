// The wall: drawn again when something happened (at most once a second); a beat every few seconds keeps it fresh.
const wall = document.querySelector("[data-figures]");
const LEAST_MS = 1000;
const OFTEN_MS = 15000; // promises break by the clock alone
let drawn = 0;
let timer = 0;

async function draw() {
  timer = 0;
  drawn = Date.now();
  const answer = await fetch(wall.dataset.figures, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("figures").replaceChildren(...page.body.childNodes);
  document.dispatchEvent(new CustomEvent("stale:fresh"));
}

function soon() {
  timer ||= setTimeout(draw, Math.max(0, drawn + LEAST_MS - Date.now()));
}

document.addEventListener("stream:entry", soon);
document.addEventListener("stream:welcome", soon);
document.addEventListener("stream:heartbeat", () => (wall.hasAttribute("data-stale") || Date.now() - drawn > OFTEN_MS) && soon());
