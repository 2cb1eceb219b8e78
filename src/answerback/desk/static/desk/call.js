// The in-app call on the desk: the agent's browser offers once the customer has accepted.
import { Peer } from "../telephony/peer.js";

const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
let peer = null;
let base = null;

async function open(shown) {
  base = shown.dataset.call;
  const answer = await fetch(`${base}/connection`, { headers: { Accept: "application/json" } });
  if (!answer.ok) { base = null; return; }
  const { ice, policy } = await answer.json();
  peer = new Peer({ base, side: "agent", ice, policy, token });
  peer.addEventListener("state", ({ detail }) => { document.documentElement.dataset.callState = detail; });
  peer.addEventListener("flowing", () => { document.documentElement.dataset.callFlowing = "yes"; });
  window.answerbackPeer = peer;
  await peer.open().catch((trouble) => { document.documentElement.dataset.callState = trouble.name; });
}

function follow() {
  const shown = document.querySelector("[data-call]");
  if (!shown) { peer?.close(); peer = null; base = null; return; }
  if (shown.dataset.state === "answered" && base !== shown.dataset.call) open(shown);
}

function toggle(button, act) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  act(on);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.mute) toggle(button, (on) => peer?.mute(on));
  if (button?.dataset.hold) toggle(button, (on) => peer?.hold(on));
});
document.addEventListener("stream:entry", ({ detail }) => { if (detail.data.kind === "leg.signalled") peer?.pull(); });
document.addEventListener("desk:drawn", follow);
follow();
