// The page is what rings in an in-app call: it says that it shows the ringing, and that it is still there, and that it left.
const BEAT_MS = 4000;
const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
let base = null;
let timer = 0;

export function post(path, fields = {}) {
  return fetch(`${base}/${path}`, { method: "POST", body: new URLSearchParams(fields), headers: { "X-CSRFToken": token } }).catch(() => null);
}

export const address = () => base;

export function follow(leg) {
  if (base === leg) return;
  base = leg;
  clearInterval(timer);
  if (!base) return;
  post("ringing");
  timer = setInterval(() => post("beat"), BEAT_MS);
}

document.addEventListener("stream:entry", ({ detail: { data } }) => {
  if (data.kind === "attempt.placed" && data.data.line === "inapp") follow(`/my/calls/${data.data.leg}`);
  if (data.kind === "attempt.ended") follow(null);
});

// A reload and a closed page look the same from here; the server waits a moment for the page to come back.
addEventListener("pagehide", () => {
  if (base) navigator.sendBeacon(`${base}/closure`, new URLSearchParams({ left: "page", csrfmiddlewaretoken: token }));
});
