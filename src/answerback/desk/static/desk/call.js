// The in-app call on the desk: the agent's browser offers once the customer has accepted. A page loaded again in the
// middle of a call joins it anew. Its buttons stand outside the parts that are redrawn.
import { Peer } from "../telephony/peer.js";

const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
const strip = document.getElementById("sound");
const [state, again, mute, hold] = ["state", "again", "mute", "hold"].map((name) => document.getElementById(`sound-${name}`));
const MICROPHONE = { NotAllowedError: "microphoneForbidden", SecurityError: "microphoneForbidden", NotFoundError: "microphoneMissing" };
let peer = null;
let base = null;
let trouble = "";
let customerHolds = false;

async function open(call) {
  base = call;
  trouble = "";
  const answer = await fetch(`${call}/connection`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (base !== call) return;
  if (!answer?.ok) { base = null; setTimeout(follow, 2000); return; }
  const { ice, policy } = await answer.json();
  const opened = new Peer({ base: call, side: "agent", ice, policy, token });
  peer = opened;
  window.answerbackPeer = peer;
  for (const name of ["state", "flowing"]) peer.addEventListener(name, show);
  peer.addEventListener("held", ({ detail }) => { customerHolds = detail; show(); });
  peer.addEventListener("muted-by-browser", () => { trouble = "speakerBlocked"; show(); });
  show();
  await peer.open().catch((error) => { if (peer === opened) { trouble = MICROPHONE[error.name] ?? "microphoneBusy"; show(); } });
}

function close() {
  peer?.close();
  peer = null;
  base = null;
  trouble = "";
  customerHolds = false;
  for (const button of [mute, hold]) button.setAttribute("aria-pressed", "false");
}

function follow() {
  const shown = document.querySelector("[data-call]");
  if (!shown || shown.dataset.state !== "answered") close();
  else if (base !== shown.dataset.call) { close(); open(shown.dataset.call); }
  show();
}

// One word for what the customer hears.
function word() {
  if (trouble) return trouble;
  if (!peer) return "joining";
  if (["disconnected", "failed", "closed"].includes(peer.state)) return "lost";
  if (peer.holding) return "held";
  if (peer.muted) return "muted";
  if (customerHolds) return "customerHeld";
  return peer.flowing && peer.state === "connected" ? "connected" : "joining";
}

function show() {
  strip.hidden = base === null;
  if (strip.hidden) return;
  const now = word();
  strip.toggleAttribute("data-trouble", !["connected", "joining"].includes(now));
  if (state.textContent !== state.dataset[now]) state.textContent = state.dataset[now];
  again.hidden = !trouble;
  document.documentElement.dataset.callState = peer?.state ?? "";
  document.documentElement.dataset.callFlowing = peer?.flowing ? "yes" : "";
}

function toggle(button, act) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  if (peer) act(on);
  show();
}

mute.addEventListener("click", () => toggle(mute, (on) => peer.mute(on)));
hold.addEventListener("click", () => toggle(hold, (on) => peer.hold(on)));
again.addEventListener("click", () => { close(); follow(); });
document.addEventListener("stream:entry", ({ detail }) => { if (detail.data.kind === "leg.signalled") peer?.pull(); });
document.addEventListener("desk:drawn", follow);
// Leaving the page would end the sound: while a call is up, links open beside it.
document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("a[href]");
  if (peer && link && !link.hash) link.target = "_blank";
}, true);
follow();
