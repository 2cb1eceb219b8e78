// What getStats tells (W3C webrtc-stats): a call counts as talking when sound flows both ways, not before.
const GATHER_MS = 1500;

// Resolves when ICE candidates are gathered, or after a moment: what comes later is not needed on most networks.
export function gathered(connection) {
  if (connection.iceGatheringState === "complete") return Promise.resolve();
  return new Promise((done) => {
    const timer = setTimeout(done, GATHER_MS);
    connection.addEventListener("icegatheringstatechange", () => {
      if (connection.iceGatheringState === "complete") { clearTimeout(timer); done(); }
    });
  });
}

// Whether packets have come in and gone out on the audio of this connection.
export async function soundFlows(connection) {
  let heard = 0;
  let sent = 0;
  for (const row of (await connection.getStats()).values()) {
    if (row.type === "inbound-rtp" && row.kind === "audio") heard += row.packetsReceived ?? 0;
    if (row.type === "outbound-rtp" && row.kind === "audio") sent += row.packetsSent ?? 0;
  }
  return heard > 5 && sent > 5;
}
