// The signed channel list in a browser: The Update Framework 1.0, section 5, with ECDSA P-256 checked by WebCrypto.
//
//     import { openRegistry } from "https://check.lanyue.example/static/public/registry.js";
//     const registry = await openRegistry({ url: "https://check.lanyue.example/registry/", root: bundledRoot });
//     const { channels } = await registry.wallet("lanyue");
//
// `root` is the root that came with your application, never one fetched beside the list. Whatever is wrong throws
// `Refused`, whose `reason` is one of: rollback expired signature mismatch too_long unreachable malformed absent.
// `storage` (localStorage unless given; null for none) remembers the newest that was seen, so that nothing older is
// believed; `now` is the clock, `withinMs` is for each file. docs/registry.md says the rest.
import { meta, moment, parsed, read, sameBytes, unexpired, whole } from "./registry_form.js";
import { Refused, signedBy } from "./registry_proof.js";
import { bounded, keptIn, ownStorage } from "./registry_reach.js";
import { newestRoot } from "./registry_root.js";

export { Refused };
const LIMITS = { timestamp: 16_384, snapshot: 16_384, targets: 4_194_304, file: 16_777_216 };
const FORM = "answerback-channels/1";

export async function openRegistry({
  url, root, storage = ownStorage(), now = () => new Date(), withinMs = 15_000, fetch = globalThis.fetch.bind(globalThis),
}) {
  const base = url.endsWith("/") ? url : `${url}/`;
  const get = (name, limit) => bounded(fetch, base + name, limit, withinMs);
  return believed(() => verified(get, keptIn(storage, base), root, now().getTime()));
}

async function verified(get, kept, bundled, at) {
  const root = await newestRoot(get, kept, bundled);
  unexpired(root, at);
  const timestamp = await newestTimestamp(get, kept, root, at);
  const snapshot = await newestSnapshot(get, kept, root, timestamp, at);
  const targets = await listed(get, "targets", root, meta(snapshot, "targets.json"), at);
  const all = [root, timestamp, snapshot, targets].map(({ signed }) => signed);
  const file = (name) => believed(() => targetFile(get, targets.signed.targets, name));
  return {
    versions: Object.fromEntries(all.map(({ _type, version }) => [_type, version])),
    expires: new Date(Math.min(...all.map(({ expires }) => moment(expires)))),
    wallets: async () => (await file("index.json")).wallets,
    wallet: async (slug) => {
      const found = await file(`channels/${slug}.json`);
      if (found.wallet !== slug || !Array.isArray(found.channels)) throw new Refused("malformed", slug);
      return found;
    },
  };
}

// Whatever goes wrong with what was fetched is a refusal: a list of another shape must not end as an answer.
async function believed(work) {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("malformed", error.message);
  }
}

// 5.4: never older than the one seen before, as long as the keys that signed that one still count.
async function newestTimestamp(get, kept, root, at) {
  const text = await get("timestamp.json", LIMITS.timestamp);
  const found = parsed(text, "timestamp");
  await signedBy(found, root, "timestamp");
  const before = await seen(kept, "timestamp", root);
  if (before) {
    if (found.signed.version < before.signed.version) throw new Refused("rollback", "timestamp");
    if (meta(found, "snapshot.json").version < meta(before, "snapshot.json").version) throw new Refused("rollback", "snapshot");
  }
  const isNewer = before?.signed.version !== found.signed.version;
  unexpired(isNewer ? found : before, at);
  if (isNewer) kept.write("timestamp", text);
  return isNewer ? found : before;
}

// 5.5: exactly the one that the timestamp names, and no list in it older than the one seen before.
async function newestSnapshot(get, kept, root, timestamp, at) {
  const found = await listed(get, "snapshot", root, meta(timestamp, "snapshot.json"), at);
  const before = await seen(kept, "snapshot", root);
  for (const name of Object.keys(before?.signed.meta ?? {})) {
    if (meta(found, name).version < meta(before, name).version) throw new Refused("rollback", name);
  }
  kept.write("snapshot", JSON.stringify(found));
  return found;
}

// 5.5 and 5.6: the version, the length and the hash that the file above says, signed by enough keys, not expired.
async function listed(get, role, root, named, at) {
  const text = await get(`${named.version}.${role}.json`, Math.min(named.length ?? LIMITS[role], LIMITS[role]));
  await sameBytes(text, named);
  const found = parsed(text, role);
  await signedBy(found, root, role);
  if (found.signed.version !== named.version) throw new Refused("rollback", role);
  unexpired(found, at);
  return found;
}

// 5.7: a file of the list, by the hash in its name.
async function targetFile(get, targets, name) {
  const named = Object.hasOwn(targets, name) ? targets[name] : null;
  if (named === null) throw new Refused("absent", name);
  if (!whole(named.length, 0) || !/^[0-9a-f]{64}$/.test(named.hashes?.sha256)) throw new Refused("malformed", name);
  if (named.length > LIMITS.file) throw new Refused("too_long", name);
  const cut = name.lastIndexOf("/") + 1;
  const text = await get(`targets/${name.slice(0, cut)}${named.hashes.sha256}.${name.slice(cut)}`, named.length);
  await sameBytes(text, named);
  const content = read(text);
  if (content.form !== FORM) throw new Refused("malformed", name);
  return content;
}

async function seen(kept, role, root) {
  const text = kept.read(role);
  if (text === null) return null;
  try {
    const before = parsed(text, role);
    await signedBy(before, root, role);
    return before;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
