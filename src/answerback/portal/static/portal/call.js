// The in-app call on the user's page: rings, is accepted or declined, connects, and is left when the page is left.
import { Peer } from "../telephony/peer.js";

const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
let peer = null;
let base = null;

const panel = () => document.querySelector("[data-call]");
const say = (text) => { const line = document.querySelector("[data-call-state]"); if (line) line.textContent = text; };

function post(path, fields = {}) {
  return fetch(`${base}/${path}`, { method: "POST", body: new URLSearchParams(fields), headers: { "X-CSRFToken": token } });
}

async function accept() {
  const answer = await post("acceptance");
  if (!answer.ok) return;
  const { ice, policy } = await answer.json();
  peer = new Peer({ base, side: "customer", ice, policy, token });
  peer.addEventListener("state", ({ detail }) => { document.documentElement.dataset.callState = detail; });
  peer.addEventListener("flowing", () => { document.documentElement.dataset.callFlowing = "yes"; });
  window.answerbackPeer = peer;
  await peer.open().catch((trouble) => say(trouble.name === "NotAllowedError" ? document.documentElement.dataset.noMicrophone ?? "" : ""));
}

function leave() {
  peer?.close();
  peer = null;
  post("closure");
}

function follow() {
  const shown = panel();
  if (!shown) { peer?.close(); peer = null; base = null; return; }
  base = shown.dataset.call;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button || !panel()) return;
  if (button.dataset.accept) { button.disabled = true; accept(); }
  if (button.dataset.leave) { button.disabled = true; leave(); }
  if (button.dataset.mute) {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    peer?.mute(on);
  }
});

// The page is what rings: it says so for a call that was just placed here.
function rings({ leg, line }) {
  if (line !== "inapp") return;
  base = `/my/calls/${leg}`;
  post("ringing");
}

document.addEventListener("stream:entry", ({ detail }) => {
  if (detail.data.kind === "leg.signalled") peer?.pull();
  if (detail.data.kind === "attempt.placed") rings(detail.data.data);
});
document.addEventListener("status:drawn", follow);
window.addEventListener("pagehide", () => {
  if (!peer) return;
  const body = new URLSearchParams({ left: "page", csrfmiddlewaretoken: token });
  navigator.sendBeacon(`${base}/closure`, body);
});
follow();
