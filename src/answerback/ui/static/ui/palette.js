// Ctrl+K (or Command+K): every [data-command] on the page, found by its words or by its pinyin initials.
const palette = document.getElementById("palette");
const field = palette?.querySelector(".palette__field");
const list = palette?.querySelector(".palette__list");
const none = palette?.querySelector(".palette__none");
let shown = [];
let chosen = 0;

if (palette) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (palette.open) palette.close();
    else if (!document.querySelector("dialog[open]")) open();
  });
  field.addEventListener("input", refresh);
  field.addEventListener("keydown", steer);
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) run(shown[Number(row.dataset.number)]);
  });
}

function open() {
  field.value = "";
  refresh();
  palette.showModal();
  field.focus();
}

function refresh() {
  const wanted = field.value.trim().toLowerCase();
  shown = commands().filter((element) => matches(element, wanted));
  chosen = 0;
  list.replaceChildren(...shown.map(row));
  none.textContent = shown.length ? "" : none.dataset.none;
  point();
}

function commands() {
  return [...document.querySelectorAll("[data-command]")].filter((element) => !element.disabled && element.checkVisibility());
}

// Every letter typed must come in this order in the pinyin initials; words match anywhere.
function matches(element, wanted) {
  if (!wanted) return true;
  const initials = (element.dataset.pinyin ?? "").toLowerCase();
  let from = 0;
  const inOrder = [...wanted].every((letter) => (from = initials.indexOf(letter, from) + 1) > 0);
  return element.dataset.command.toLowerCase().includes(wanted) || (initials !== "" && inOrder);
}

function row(element, number) {
  const item = document.createElement("li");
  item.id = `palette-${number}`;
  item.setAttribute("role", "option");
  item.dataset.number = String(number);
  const label = document.createElement("span");
  label.textContent = element.dataset.command;
  item.append(label);
  if (element.dataset.key) {
    const cap = document.createElement("kbd");
    cap.className = "key";
    cap.textContent = element.dataset.key.toUpperCase();
    item.append(cap);
  }
  return item;
}

function steer(event) {
  if (event.isComposing || event.keyCode === 229) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && shown.length) {
    event.preventDefault();
    chosen = (chosen + step + shown.length) % shown.length;
    point();
  } else if (event.key === "Enter" && shown[chosen]) {
    event.preventDefault();
    run(shown[chosen]);
  }
}

function point() {
  [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === chosen)));
  if (shown.length) field.setAttribute("aria-activedescendant", `palette-${chosen}`);
  else field.removeAttribute("aria-activedescendant");
  list.children[chosen]?.scrollIntoView({ block: "nearest" });
}

function run(element) {
  palette.close();
  element.focus();
  element.click();
}
