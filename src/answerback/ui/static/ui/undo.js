// A toast with data-undo="seconds" counts down and goes; the server keeps its own time.
function start(toast) {
  if (toast.undoStarted) return;
  toast.undoStarted = true;
  const shown = toast.querySelector("[data-undo-left]");
  const until = performance.now() + Number(toast.dataset.undo) * 1000;
  const timer = setInterval(() => {
    const left = Math.max(0, Math.ceil((until - performance.now()) / 1000));
    if (shown) shown.textContent = String(left);
    if (left > 0) return;
    clearInterval(timer);
    if (toast.contains(document.activeElement)) document.getElementById("main")?.focus({ preventScroll: true });
    toast.remove();
  }, 250);
}

function startAll() {
  document.querySelectorAll("[data-undo]").forEach(start);
}

startAll();
new MutationObserver(startAll).observe(document.body, { childList: true, subtree: true });
