// The signed channel list in a browser: The Update Framework 1.0, section 5, with ECDSA P-256 checked by WebCrypto.
//
//     import { openRegistry } from "https://check.lanyue.example/static/public/registry.js";
//     const registry = await openRegistry({ url: "https://check.lanyue.example/registry/", root: bundledRoot });
//     const { channels } = await registry.wallet("lanyue");
//
// `root` is the root that came with your application, never one fetched beside the list. Whatever is wrong throws
// `Refused`, whose `reason` is one of: rollback expired signature mismatch too_long unreachable malformed absent.
// `storage` (localStorage unless given; null for none) remembers the newest that was seen, so that nothing older is
// believed; `now` is the clock. docs/registry.md says the rest.
import { canonical, Refused, sha256, signedBy } from "./registry_proof.js";
import { absent, bounded, keptIn, ownStorage } from "./registry_reach.js";

export { Refused };
const LIMITS = { root: 65_536, timestamp: 16_384, snapshot: 16_384, targets: 4_194_304, file: 16_777_216 };
const MOST_ROTATIONS = 64;
const WITHIN_MS = 15_000; // for each file
const FORM = "answerback-channels/1";

export async function openRegistry({
  url, root, storage = ownStorage(), now = () => new Date(), withinMs = WITHIN_MS, fetch = globalThis.fetch.bind(globalThis),
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

// 5.3: from the root in hand to N+1, N+2, … each signed by the one before and by itself.
async function newestRoot(get, kept, bundled) {
  let root = await trusted(typeof bundled === "string" ? bundled : JSON.stringify(bundled));
  for (let version = root.signed.version + 1, steps = 0; ; version += 1, steps += 1) {
    if (steps === MOST_ROTATIONS) throw new Refused("malformed", "too many roots");
    const text = await followed(root, kept.read(`root.${version}`), version) ?? (await absent(get(`${version}.root.json`, LIMITS.root)));
    if (text === null) return root;
    root = await next(root, text, version);
    kept.write(`root.${version}`, text);
  }
}

async function trusted(text) {
  const root = parsed(text, "root");
  await signedBy(root, root, "root");
  return root;
}

async function next(root, text, version) {
  const following = parsed(text, "root");
  await signedBy(following, root, "root");
  await signedBy(following, following, "root");
  if (following.signed.version !== version) throw new Refused("rollback", `root ${version}`);
  return following;
}

// A kept root counts only as far as the chain of signatures leads to it.
async function followed(root, text, version) {
  if (text === null) return null;
  try {
    await next(root, text, version);
    return text;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
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

async function sameBytes(text, { length, hashes }) {
  const octets = new TextEncoder().encode(text);
  if (length !== undefined && octets.length !== length) throw new Refused("mismatch", "length");
  if (hashes !== undefined && (await sha256(octets)) !== hashes.sha256) throw new Refused("mismatch", "hash");
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

function parsed(text, role) {
  const found = read(text);
  const { signed, signatures } = found;
  const known = signed?._type === role && /^1(\.\d+){1,2}$/.test(signed.spec_version) && Array.isArray(signatures);
  if (!known || !whole(signed.version, 1)) throw new Refused("malformed", role);
  if (role === "root" && signed.consistent_snapshot !== true) throw new Refused("malformed", role);
  moment(signed.expires);
  canonical(signed);
  return found;
}

function read(text) {
  try {
    const found = JSON.parse(text);
    if (found !== null && typeof found === "object") return found;
  } catch { /* said below */ }
  throw new Refused("malformed", "JSON");
}

function meta({ signed }, name) {
  const named = signed.meta && Object.hasOwn(signed.meta, name) ? signed.meta[name] : null;
  const sane = named && whole(named.version, 1) && (named.length === undefined || whole(named.length, 0));
  if (!sane) throw new Refused("malformed", name);
  return named;
}

function whole(number, least) {
  return Number.isSafeInteger(number) && number >= least;
}

function unexpired({ signed }, at) {
  if (moment(signed.expires) <= at) throw new Refused("expired", signed._type);
}

function moment(text) {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new Refused("malformed", "expires");
  return at;
}
