// Single-key shortcuts: data-key="E", or data-key="g q" for a sequence. "?" shows them all; a switch turns them off.
const OFF = "answerback.keys-off";
const SEQUENCE_MS = 1200;
const sheet = document.getElementById("keys");
let pressed = "";
let pressedAt = 0;

document.addEventListener("keydown", (event) => {
  if (!mayAct(event)) return;
  if (isOff()) return;
  if (event.key === "?") return openSheet(event);
  if (document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  const sequence = performance.now() - pressedAt < SEQUENCE_MS && pressed ? `${pressed} ${key}` : "";
  const target = (sequence && find(sequence)) || find(key);
  pressed = key;
  pressedAt = performance.now();
  if (!target) return;
  pressed = "";
  event.preventDefault();
  target.focus({ preventScroll: true });
  target.click();
  const unfolded = target.matches("summary") && target.parentElement;
  if (unfolded && unfolded.open) unfolded.scrollIntoView({ block: "nearest" });
});

// While an input method composes, the browser reports 229 or isComposing: the key belongs to it.
function mayAct(event) {
  if (event.defaultPrevented || event.repeat || event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const box = event.target;
  if (!(box instanceof Element)) return true;
  if (box.closest("textarea, select, [contenteditable]:not([contenteditable=false])")) return false;
  return !box.matches("input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
}

function find(key) {
  return [...document.querySelectorAll("[data-key]")].find(
    (element) => element.dataset.key.toLowerCase() === key && !element.disabled && element.checkVisibility(),
  );
}

function isOff() {
  return remembered() === "yes";
}

function remembered() {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null; // storage may be forbidden; then the switch lasts as long as the page
  }
}

function openSheet(event) {
  if (!sheet || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  fill();
  sheet.showModal();
}

// A button with data-opens="keys" opens the sheet too, so that it can be had while the keys are off.
document.addEventListener("click", (event) => event.target.closest?.("[data-opens=keys]") && fill(), true);

function fill() {
  sheet?.querySelector("[data-keys-list]").replaceChildren(...lines());
}

function lines() {
  const seen = new Set();
  return [...document.querySelectorAll("[data-key]")]
    .filter((element) => element.checkVisibility() && !seen.has(element.dataset.key) && seen.add(element.dataset.key))
    .map((element) => line(element.dataset.key, words(element)));
}

function line(key, text) {
  const row = document.createElement("div");
  const [term, meaning] = [document.createElement("dt"), document.createElement("dd")];
  const cap = document.createElement("kbd");
  cap.className = "key";
  cap.textContent = key.length === 1 ? key.toUpperCase() : key;
  term.append(cap);
  meaning.textContent = text;
  row.append(term, meaning);
  return row;
}

function words(element) {
  const around = element.closest("label") ?? element;
  const label = around.querySelector(".button__label, .step__label")?.firstChild ?? around;
  return element.dataset.keyLabel ?? element.dataset.command ?? label.textContent.trim();
}

const box = sheet?.querySelector("[data-keys-switch]");
if (box) {
  box.checked = !isOff();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(OFF, box.checked ? "no" : "yes");
    } catch {
      box.checked = true;
    }
  });
}
