// How the signed channel list is fetched, with an end to every file, and what is remembered of it.
import { Refused } from "./registry_proof.js";

// Missing is an answer for the next root only: there is none yet.
export async function absent(asked) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused && error.missing) return null;
    throw error;
  }
}

// Not a byte more than is allowed is read, and not for longer than is reasonable.
export async function bounded(fetch, address, limit, withinMs) {
  const signal = AbortSignal.timeout(withinMs);
  const pieces = [];
  let length = 0;
  try {
    const answer = await fetch(address, { credentials: "omit", cache: "no-cache", referrerPolicy: "no-referrer", signal });
    if (!answer.ok) throw Object.assign(new Refused("unreachable", `${answer.status}`), { missing: [403, 404].includes(answer.status) });
    const reader = answer.body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      length += piece.value.length;
      if (length > limit) { await reader.cancel(); throw new Refused("too_long", address); }
      pieces.push(piece.value);
    }
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("unreachable", error.name);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await new Blob(pieces).arrayBuffer());
  } catch { throw new Refused("malformed", "UTF-8"); }
}

export function ownStorage() {
  try { return globalThis.localStorage ?? null; } catch { return null; }
}

export function keptIn(storage, base) {
  const name = (role) => `answerback-registry ${base} ${role}`;
  return {
    read: (role) => { try { return storage?.getItem(name(role)) ?? null; } catch { return null; } },
    write: (role, text) => { try { storage?.setItem(name(role), text); } catch { /* full or forbidden: nothing is remembered */ } },
  };
}
