// data-countdown="90" (seconds left at load) and data-countup="ISO time": shown as m:ss, measured, not counted.
const SECOND = 1000;

function start(element) {
  if (element.countdownStarted) return;
  element.countdownStarted = true;
  const from = performance.now();
  const ends = element.dataset.countdown;
  const began = element.dataset.countup ? Date.parse(element.dataset.countup) : 0;
  const tick = () => {
    if (!element.isConnected) return clearInterval(timer);
    const seconds = ends === undefined
      ? Math.max(0, Math.floor((Date.now() - began) / SECOND))
      : Math.max(0, Math.ceil(Number(ends) - (performance.now() - from) / SECOND));
    element.textContent = clock(seconds);
    if (ends !== undefined && seconds === 0) {
      clearInterval(timer);
      element.dispatchEvent(new CustomEvent("countdown:over", { bubbles: true }));
    }
  };
  const timer = setInterval(tick, SECOND / 4);
  tick();
}

function clock(seconds) {
  const rest = String(seconds % 60).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

function startAll() {
  document.querySelectorAll("[data-countdown], [data-countup]").forEach(start);
}

startAll();
new MutationObserver(startAll).observe(document.body, { childList: true, subtree: true });
