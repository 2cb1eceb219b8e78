// The in-app call on the user's page: accepted or declined, connected, muted, held, restored, and come back to.
import { Peer } from "../telephony/peer.js";
import { address, follow as ring, post } from "./ring.js";

const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
let peer = null;
let basis = "";
let stream = null;

const panel = () => document.querySelector("[data-call]");
const find = (name) => document.querySelector(`[data-${name}]`);

function say(word) {
  const line = find("call-line");
  if (line) line.textContent = panel()?.dataset[`say${word}`] ?? "";
}

// Permission first: nobody's call is answered by a page that cannot speak.
async function microphone() {
  say("Microphone");
  stream ??= await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } }).catch(() => null);
  say(stream ? "Connecting" : "NoMicrophone");
  return stream;
}

// One way in at a time: the page is redrawn while the way in is still open.
let entering = null;
function enter(again) {
  entering ??= goIn(again).catch(() => false).finally(() => { entering = null; });
  return entering;
}

async function goIn(again) {
  const microphoneHere = await microphone();
  if (!microphoneHere) return false;
  const answer = await post("acceptance");
  if (!answer?.ok) return false;
  const { ice, policy } = await answer.json();
  peer?.close();
  peer = new Peer({ base: address(), side: "customer", ice, policy, token, microphone: microphoneHere, again });
  stream = null;
  peer.addEventListener("state", ({ detail }) => { document.documentElement.dataset.callState = detail; changed(detail); });
  peer.addEventListener("flowing", () => { document.documentElement.dataset.callFlowing = "yes"; changed("connected"); });
  peer.addEventListener("held", ({ detail }) => { peer.held = detail; paint(); });
  peer.addEventListener("muted-by-browser", () => { peer.silent = true; paint(); });
  window.answerbackPeer = peer;
  await peer.open();
  paint();
  return true;
}

function changed(state) {
  if (state === "connected") basis = "Connected";
  else if (["disconnected", "failed", "closed"].includes(state)) basis = "Lost";
  else basis = "Connecting";
  paint();
}

// The panel is drawn anew with every state: what the call itself is in is put back.
function paint() {
  const mute = find("mute");
  if (!mute) return;
  const here = peer !== null || entering !== null;
  mute.hidden = !here;
  mute.setAttribute("aria-pressed", String(peer?.muted ?? false));
  find("sound").hidden = !peer?.silent;
  find("rejoin").hidden = here;
  if (peer && basis === "Lost") say(basis);
  else if (peer?.held) say("Held");
  else if (peer?.muted) say("Muted");
  else if (peer?.silent) say("Silent");
  else say(here ? basis : "Elsewhere");
}

function leave() {
  peer?.close();
  peer = null;
  post("closure");
  ring(null);
}

// A page that was reloaded within a call comes back into it by itself; a second window offers to.
async function follow() {
  const shown = panel();
  if (!shown) { peer?.close(); peer = null; ring(null); return; }
  ring(shown.dataset.call);
  if (shown.dataset.face !== "ringing" && !peer && !entering && reloaded()) await enter(true);
  paint();
}

const reloaded = () => sessionStorage.getItem("answerback.call") === address();

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if (button.dataset.accept || button.dataset.rejoin) {
    button.disabled = true;
    sessionStorage.setItem("answerback.call", address());
    if (!(await enter(Boolean(button.dataset.rejoin)))) button.disabled = false;
  }
  if (button.dataset.leave) { button.disabled = true; leave(); }
  if (button.dataset.mute) { peer?.mute(!peer.muted); paint(); }
  if (button.dataset.sound) { peer?.speaker.play(); peer.silent = false; paint(); }
});
document.addEventListener("stream:entry", ({ detail }) => { if (detail.data.kind === "leg.signalled") peer?.pull(); });
document.addEventListener("status:drawn", follow);
follow();
