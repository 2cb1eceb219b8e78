// One in-app call, browser to browser (W3C WebRTC 1.0). The agent's side offers, the customer's side answers.
// Signalling is a mailbox: POST `${base}/signals`, GET `${base}/signals?after=n`; the stream only says that there is mail.
import { gathered, soundFlows } from "./media.js";

const BEAT_MS = 5000;
const LOOK_MS = 500;
const MAIL_MS = 2000;

export class Peer extends EventTarget {
  constructor({ base, side, ice, policy, token }) {
    super();
    Object.assign(this, { base, side, token, after: 0, flowing: false, closed: false, pulling: null, sending: Promise.resolve() });
    this.connection = new RTCPeerConnection({ iceServers: ice, iceTransportPolicy: policy, bundlePolicy: "max-bundle" });
    this.speaker = new Audio();
    this.speaker.autoplay = true;
    this.connection.addEventListener("track", (event) => this.hear(event));
    this.connection.addEventListener("connectionstatechange", () => this.changed());
  }

  async open() {
    this.microphone = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
    for (const track of this.microphone.getAudioTracks()) this.connection.addTrack(track, this.microphone);
    this.timers = [setInterval(() => this.look(), LOOK_MS), setInterval(() => this.post("beat"), BEAT_MS), setInterval(() => this.pull(), MAIL_MS)];
    if (this.side === "agent") await this.offer(false);
    await this.pull();
  }

  async offer(restart) {
    await this.connection.setLocalDescription(await this.connection.createOffer({ iceRestart: restart }));
    await gathered(this.connection);
    await this.signal("offer", this.connection.localDescription);
  }

  signal(kind, body) {
    this.sending = this.sending.then(() => this.post("signals", { kind, body: JSON.stringify(body ?? {}) }));
    return this.sending;
  }

  pull() {
    this.pulling ??= this.readMail().finally(() => { this.pulling = null; });
    return this.pulling;
  }

  async readMail() {
    if (this.closed) return;
    const answer = await fetch(`${this.base}/signals?after=${this.after}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    for (const one of (await answer.json()).signals) {
      this.after = Math.max(this.after, one.seq);
      await this.take(one.kind, JSON.parse(one.body));
    }
  }

  async take(kind, body) {
    if (kind === "offer") {
      await this.connection.setRemoteDescription(body);
      await this.connection.setLocalDescription(await this.connection.createAnswer());
      await gathered(this.connection);
      await this.signal("answer", this.connection.localDescription);
    } else if (kind === "answer" && this.connection.signalingState === "have-local-offer") {
      await this.connection.setRemoteDescription(body);
    } else if (kind === "hold" || kind === "resume") {
      this.dispatchEvent(new CustomEvent("held", { detail: kind === "hold" }));
    }
  }

  hear(event) {
    this.speaker.srcObject = event.streams[0] ?? new MediaStream([event.track]);
    this.remote = this.speaker.srcObject;
    this.speaker.play().catch(() => this.dispatchEvent(new Event("muted-by-browser")));
  }

  changed() {
    const state = this.connection.connectionState;
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
    if (this.closed || (state !== "disconnected" && state !== "failed")) return;
    if (this.side === "agent") setTimeout(() => this.mend(), state === "failed" ? 0 : 2000);
  }

  async mend() {
    if (this.closed || this.connection.connectionState === "connected") return;
    await this.offer(true).catch(() => {});
  }

  async look() {
    if (this.flowing || this.closed) return;
    if (await soundFlows(this.connection)) {
      this.flowing = true;
      await this.post("media");
      this.dispatchEvent(new Event("flowing"));
    }
  }

  mute(on) { for (const track of this.microphone?.getAudioTracks() ?? []) track.enabled = !on; }

  async hold(on) {
    this.mute(on);
    this.speaker.muted = on;
    await this.signal(on ? "hold" : "resume");
  }

  post(path, fields = {}) {
    const body = new URLSearchParams(fields);
    return fetch(`${this.base}/${path}`, { method: "POST", body, headers: { "X-CSRFToken": this.token } }).catch(() => null);
  }

  close() {
    this.closed = true;
    (this.timers ?? []).forEach(clearInterval);
    for (const track of this.microphone?.getTracks() ?? []) track.stop();
    this.connection.close();
    this.speaker.srcObject = null;
  }
}
