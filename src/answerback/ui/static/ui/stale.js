// [data-stale-after="seconds"]: greyed when no proof of life came for so long, and always before asking again after sleep.
// Age is measured from receipt with our own clock; the server's clock and the device's time of day play no part.
const TICK_MS = 500;
const SLEPT_MS = 5000; // a gap this long between two ticks means the device slept or the tab was frozen
const loaded = performance.getEntriesByType("navigation")[0]?.responseStart ?? performance.now();
let heard = loaded; // the page itself is the first proof of life
let heardWall = performance.timeOrigin + loaded;
let ticked = Date.now();

// A sign of life keeps a fresh page fresh. It never revives a grey one: what that shows may be long over.
function alive() {
  if (document.querySelector("[data-stale-after][data-stale]")) return;
  heard = performance.now();
  heardWall = Date.now();
}

// Only whoever has just drawn a new verdict may say so.
function fresh() {
  for (const element of all()) element.removeAttribute("data-stale");
  alive();
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
document.addEventListener("stream:status", alive);
document.addEventListener("stream:heartbeat", alive);
document.addEventListener("stale:fresh", fresh);
document.addEventListener("visibilitychange", () => document.hidden || doubt());
addEventListener("pageshow", (event) => event.persisted && doubt());
addEventListener("offline", doubt);
