// One side of an in-app call (W3C WebRTC 1.0): its connection, its letters, the offers and answers in them.
import { Mailbox } from "./mailbox.js";
import { gathered } from "./media.js";

const ONE_REPAIR_MS = 1500;

export class Line extends EventTarget {
  constructor({ base, side, ice, policy, token, microphone = null, again = false }) {
    super();
    Object.assign(this, { side, microphone, again, flowing: false, closed: false, holding: false, muted: false, pulling: null, repairedAt: -Infinity });
    this.settings = { iceServers: ice, iceTransportPolicy: policy, bundlePolicy: "max-bundle" };
    this.mail = new Mailbox(base, token);
    this.speaker = new Audio();
    this.speaker.autoplay = true;
    this.connect();
  }

  connect() {
    this.connection?.close();
    const connection = new RTCPeerConnection(this.settings);
    Object.assign(this, { connection, flowing: false, state: "new", since: performance.now(), isNew: true });
    connection.addEventListener("track", (event) => this.hear(event));
    for (const track of this.microphone?.getAudioTracks() ?? []) connection.addTrack(track, this.microphone);
  }

  // `id` pairs an answer with its offer; `fresh` tells the other side that this is a new connection.
  async offer(restart) {
    this.offered = Math.random().toString(36).slice(2);
    const fresh = this.isNew;
    this.isNew = false;
    await this.connection.setLocalDescription(await this.connection.createOffer({ iceRestart: restart }));
    await gathered(this.connection);
    await this.mail.send("offer", { ...this.connection.localDescription.toJSON(), id: this.offered, fresh });
  }

  pull() {
    this.pulling ??= this.readMail().catch(() => {}).finally(() => { this.pulling = null; });
    return this.pulling;
  }

  async readMail() {
    if (this.closed) return;
    for (const { kind, body } of await this.mail.read()) await this.take(kind, body);
  }

  async take(kind, body) {
    if (kind === "offer") await this.answer(body);
    else if (kind === "answer" && body.id === this.offered && this.connection.signalingState === "have-local-offer") await this.connection.setRemoteDescription(body);
    else if (kind === "again" && this.side === "agent" && performance.now() - this.repairedAt > ONE_REPAIR_MS) await this.anew(body.fresh);
    else if (kind === "hold" || kind === "resume") this.dispatchEvent(new CustomEvent("held", { detail: kind === "hold" }));
  }

  async answer(offer) {
    if (offer.fresh && this.connection.remoteDescription) this.connect();
    await this.connection.setRemoteDescription(offer);
    await this.connection.setLocalDescription(await this.connection.createAnswer());
    await gathered(this.connection);
    await this.mail.send("answer", { ...this.connection.localDescription.toJSON(), id: offer.id });
  }

  async anew(fresh) {
    this.repairedAt = performance.now();
    if (fresh) this.connect();
    await this.offer(!fresh);
    if (this.holding) await this.mail.send("hold");
  }

  hear(event) {
    this.remote = event.streams[0] ?? new MediaStream([event.track]);
    this.speaker.srcObject = this.remote;
    this.speaker.play().catch(() => this.dispatchEvent(new Event("muted-by-browser")));
  }
}
