// [data-stale-after="seconds"]: greyed when no proof of life came for so long, and always before asking again after sleep.
// Age is measured from receipt with our own clock; the server's clock and the device's time of day play no part.
const TICK_MS = 500;
const SLEPT_MS = 5000; // a gap this long between two ticks means the device slept or the tab was frozen
let heard = performance.now();
let heardWall = Date.now();
let ticked = Date.now();

function fresh() {
  heard = performance.now();
  heardWall = Date.now();
  for (const element of all()) element.removeAttribute("data-stale");
}

// performance.now() stands still during sleep on some systems, Date.now() does not: the greater age counts.
function ageSeconds() {
  return Math.max(performance.now() - heard, Date.now() - heardWall, 0) / 1000;
}

function all() {
  return document.querySelectorAll("[data-stale-after]");
}

function doubt() {
  for (const element of all()) element.setAttribute("data-stale", "");
  document.dispatchEvent(new CustomEvent("stale:ask", { detail: { age: ageSeconds() } }));
}

function tick() {
  const slept = Date.now() - ticked > SLEPT_MS;
  ticked = Date.now();
  if (slept) return doubt();
  const age = ageSeconds();
  for (const element of all()) {
    if (age > Number(element.dataset.staleAfter) && !element.hasAttribute("data-stale")) {
      element.setAttribute("data-stale", "");
      document.dispatchEvent(new CustomEvent("stale:ask", { detail: { age } }));
    }
  }
}

setInterval(tick, TICK_MS);
for (const name of ["stream:status", "stream:heartbeat", "stale:fresh"]) document.addEventListener(name, fresh);
document.addEventListener("visibilitychange", () => document.hidden || doubt());
addEventListener("pageshow", (event) => event.persisted && doubt());
addEventListener("offline", doubt);
