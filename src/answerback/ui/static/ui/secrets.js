// Which parts of a text look like a secret, found on the page itself: nothing is sent anywhere to find out. A first
// look only, for what people type into our fields; the server's guard looks at every text again and decides.
import { COMMON, FILLER, RARE } from "./seed_filter.js";

const STOP_AFTER = 7.1; // as guard/secrets/seeds.py: eight rare words, or four after a seed phrase was spoken of
const [STOP_AFTER_MENTION, STOP_AFTER_STOP, DROP] = [3.9, 1.9, 4.5];
const [ONE, FEW] = [0.9, 2.9]; // ONE rare word, everyday words are not kept back; FEW words before a colon introduce
const REACH = 80;
const UNSEEN = "\\u00ad\\u200b-\\u200f\\u2060\\ufeff";
const TOKEN = new RegExp(`[a-z\\u00df-\\u017f\\uff21-\\uff3a\\uff41-\\uff5a${UNSEEN}]+|[\\u3400-\\u9fff\\uf900-\\ufaff]+`, "gi");
const INVISIBLE = new RegExp(`[${UNSEEN}]`, "g");
const APART = /^[\s\d.,:;?!…\-/|#*"'“”‘’«»、，。：；！？·•→~()（）①-⑳–—_=>]{0,24}$/;
const ENDS = /^[^\d]*(?:[:：。！？；]|[.!?;](?=\s)|\n)[^\d]*$/;
const ARTICLES = new Set("the a and is it its i that so no here we well now".split(" "));
const HAN_FILLER = /^(?:第?[一二三四五六七八九十]{1,3}[个個]?[词詞字]?是?|是|然后|然後|接着|下一个|下一個|最后|最後|还有)$/;
const MENTION = /助[记記][词詞]|注记词|[备備]份[词詞]|恢[复復][词詞短]|[种種]子|密[语語]|mnemonic|seed|recovery|backup|secret (?:phrase|words)|(?:twelve|12|24|twenty[- ]four)[- ]word/i;
const TAKEN = /‹[a-z_]+›/g;
const SEED = "‹seed_phrase›";

const filters = new Map([RARE, COMMON, FILLER].map((base64) => [base64, Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))]));

function has(base64, word) {
  const bits = filters.get(base64);
  let first = 2166136261;
  for (let place = 0; place < word.length; place += 1) first = Math.imul(first ^ word.charCodeAt(place), 16777619) >>> 0;
  const second = ((first >>> 17) | (first << 15) | 1) >>> 0;
  for (let turn = 0; turn < 5; turn += 1) {
    const bit = ((first + turn * second) % 4294967296) % (bits.length * 8);
    if (!((bits[bit >> 3] >> (bit & 7)) & 1)) return false;
  }
  return true;
}

// What one word adds to the suspicion; the same weights as guard/secrets/tokens.py.
function worth(token) {
  const word = token.replace(INVISIBLE, "").normalize("NFKC").toLowerCase();
  if (/^[a-z]+$/.test(word)) {
    if (ARTICLES.has(word)) return [word, -1];
    return [word, has(COMMON, word) ? 0.4 : has(RARE, word) ? 1 : has(FILLER, word) ? -0.1 : -2];
  }
  if (HAN_FILLER.test(word)) return [word, -0.1];
  return [word, /^[\u3400-\u9fff\uf900-\ufaff]$/.test(word) ? 1 : -2];
}

// Runs of words that may be the beginning of a seed phrase: {start, end, best, score, last}; `caret`: a word is being typed there.
function* runs(text, caret = -1) {
  let run = null;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const [word, value] = worth(token);
    const end = index + token.length;
    const gap = run ? text.slice(run.last, index) : "";
    if (run && !APART.test(gap)) { yield run; run = null; }
    if (run && ENDS.test(gap)) Object.assign(run, run.score < FEW ? { cut: index, before: run.score } : { cut: run.start, before: 0 });
    if (!run && value <= 0) continue;
    run ??= { start: index, end, best: 0, score: 0, last: end, cut: index, before: 0, met: new Set() };
    run.score += run.met.has(word) ? 0 : value < 0 && end === caret ? 0 : value;
    run.met.add(word);
    run.last = end;
    if (value > 0 && run.score > run.best) { run.best = run.score; run.end = end; }
    if (run.score <= 0 || run.score < run.best - DROP) { yield run; run = null; }
  }
  if (run) yield { ...run, open: true };
}

const blank = (text) => text.replace(TAKEN, (found) => " ".repeat(found.length));

// Right behind what was taken out goes on what was being read out.
function enough(text, run) {
  const taken = text.lastIndexOf(SEED, run.start);
  if (taken >= 0 && APART.test(text.slice(taken + SEED.length, run.start))) return STOP_AFTER_STOP;
  return MENTION.test(text.slice(Math.max(0, run.start - REACH), run.end + REACH)) ? STOP_AFTER_MENTION : STOP_AFTER;
}

const HAN = "[零〇一幺二两三四五六七八九洞拐勾]";
const SAID = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)";
const DIGITS = `(?:[0-9０-９](?:[\\s-]?[0-9０-９]){3,7}(?![0-9０-９])|${HAN}(?:[\\s,，、-]?${HAN}){3,7}|${SAID}(?:[\\s,-]{1,2}${SAID}){3,7})`;
const CODE_WORD = "(?:验证码|驗證碼|校验码|动态码|短信码|verification code|one[- ]time (?:code|password|passcode)|passcode|sms code|\\botp)";
const CODE_GAP = "[^。！？!?\\n0-9０-９零〇一幺二两三四五六七八九]{0,12}?";
const KEY_WORD = "(?:私[钥鑰]|密[钥鑰]|private key|secret key)";
const PATTERNS = [
  ["private_key", /(?<![0-9a-zA-Z])(?:[5KL][1-9A-HJ-NP-Za-km-z]{50,51}|[xyz]prv[1-9A-HJ-NP-Za-km-z]{100,}|PVT_[KR]1_[1-9A-HJ-NP-Za-km-z]{40,})(?![0-9a-zA-Z])/g],
  ["private_key", /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g],
  ["private_key", new RegExp(`(?<=${KEY_WORD}[^\\n]{0,24}?)(?<![0-9a-z])(?:0x)?[0-9a-f]{64}(?![0-9a-z])`, "gi")],
  ["one_time_code", new RegExp(`(?<=${CODE_WORD}${CODE_GAP})${DIGITS}`, "gi")],
];
// What somebody may be in the middle of typing: digits after the word for a code, a long string of letters and digits.
const UNFINISHED = [
  new RegExp(`(?<=${CODE_WORD}${CODE_GAP})(?:[0-9０-９\\s-]+|(?:${HAN}[\\s,，、-]*)+|(?:${SAID}[\\s,-]*)+)$`, "i"),
  /(?<![0-9a-z])(?:0x)?(?=[a-z]*[0-9])[0-9a-z]{12,}$/i,
  /(?<=助[记記][词詞](?:是|为|為|[:：])\s{0,3})[^\s。！？!?\n][^。！？!?\n]{0,60}$/,
];

// The secrets of a text as {kind, start, end}, in order. A code that ends at `caret` may still grow and is not told.
export function secretsIn(text, caret = -1) {
  const plain = blank(text);
  const found = [...runs(plain)].filter((run) => run.best - run.before >= enough(text, run)).map(({ cut, end }) => ({ kind: "seed_phrase", start: cut, end }));
  for (const [kind, pattern] of PATTERNS)
    for (const { 0: match, index } of plain.matchAll(pattern))
      if (kind !== "one_time_code" || index + match.length !== caret) found.push({ kind, start: index, end: index + match.length });
  return found.sort((one, other) => one.start - other.start).filter((one, place, all) => place === 0 || one.start >= all[place - 1].end);
}

// Where something suspicious that is still being typed at `caret` begins; `caret` when nothing does. `leaving`: the
// field is left, so that only what follows a talk of seed phrases is still held back.
export function unfinished(text, caret, leaving = false) {
  const typed = blank(text.slice(0, caret));
  const run = [...runs(typed, caret)].pop();
  const starts = [caret];
  if (run?.open && run.best >= ONE && APART.test(typed.slice(run.last)) && (!leaving || enough(text, run) < STOP_AFTER)) starts.push(run.start);
  if (!leaving) for (const pattern of UNFINISHED) starts.push(typed.search(pattern));
  return Math.min(...starts.filter((start) => start >= 0));
}

// The text without its secrets.
export const scrubbed = (text) => secretsIn(text).reduceRight((left, { kind, start, end }) => `${left.slice(0, start)}‹${kind}›${left.slice(end)}`, text);

// The text as it may rest on this device while the server is out of reach: rather a word too few than a secret.
const DOUBTFUL = [/(?<=(?:密[码碼]|口令|password|passcode|\bpin)[^\n]{0,8}?(?:是|为|為|[:：=]|\bis\b)\s{0,2})\S{4,}/gi, /(?<!\d)\d(?:[ -]?\d){11,18}(?!\d)/g, /[0-9a-z]{32,}/gi];
export const LEFT_OUT = "‹…›";
export const forDevice = (text) => DOUBTFUL.reduce((left, pattern) => left.replace(pattern, LEFT_OUT), scrubbed(text));
