// One in-app call, browser to browser. The agent's side offers, the customer's side answers. A side that lost its
// connection, or its whole page, asks "again" and gets a new offer: the call goes on.
import { Line } from "./line.js";
import { soundFlows } from "./media.js";

const BEAT_MS = 5000;
const LOOK_MS = 500;
const MAIL_MS = 2000;
const PATIENCE_MS = { failed: 0, closed: 0, disconnected: 2000, new: 8000, connecting: 8000 };
const BETWEEN_REPAIRS_MS = 4000;

export class Peer extends Line {
  async open() {
    if (!this.microphone) {
      this.microphone = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
      for (const track of this.microphone.getAudioTracks()) this.connection.addTrack(track, this.microphone);
    }
    if (this.closed) return this.close();
    if (this.side === "agent" || this.again) await this.mail.skip();
    this.timers = [setInterval(() => this.look(), LOOK_MS), setInterval(() => this.mail.post("beat"), BEAT_MS), setInterval(() => this.pull(), MAIL_MS)];
    this.mail.post("beat");
    if (this.side === "agent") await this.offer(false);
    else if (this.again) await this.mail.send("again", { fresh: true });
    await this.pull();
  }

  async look() {
    if (this.closed) return;
    this.watch();
    if (this.flowing || !(await soundFlows(this.connection))) return;
    this.flowing = true;
    await this.mail.post("media");
    this.dispatchEvent(new Event("flowing"));
  }

  // Neither a dropped network nor a connection that never comes up is left alone.
  watch() {
    const state = this.connection.connectionState;
    if (state !== this.state) {
      Object.assign(this, { state, since: performance.now() });
      this.dispatchEvent(new CustomEvent("state", { detail: state }));
    }
    const now = performance.now();
    if (!(state in PATIENCE_MS) || now - this.since < PATIENCE_MS[state] || now - this.repairedAt < BETWEEN_REPAIRS_MS) return;
    this.repairedAt = now;
    this.repair(state === "disconnected").catch(() => {});
  }

  async repair(sameConnection) {
    if (this.side === "agent") return this.anew(!sameConnection);
    if (this.connection.connectionState === "closed") this.connect();
    return this.mail.send("again", { fresh: !sameConnection });
  }

  mute(on) {
    this.muted = on;
    this.speak();
  }

  speak() {
    for (const track of this.microphone?.getAudioTracks() ?? []) track.enabled = !this.muted && !this.holding;
  }

  async hold(on) {
    this.holding = on;
    this.speak();
    this.speaker.muted = on;
    await this.mail.send(on ? "hold" : "resume");
  }

  close() {
    this.closed = true;
    (this.timers ?? []).forEach(clearInterval);
    for (const track of this.microphone?.getTracks() ?? []) track.stop();
    this.connection.close();
    this.speaker.srcObject = null;
  }
}
