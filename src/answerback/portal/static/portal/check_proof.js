// "Check it in this browser": says what came out; without a script the button is not there.
import { check } from "./call_proof.js";

const box = document.querySelector("[data-check-proof]");
const given = JSON.parse(document.getElementById("call-proof").textContent);
const say = (which) => box.querySelectorAll("[data-said]").forEach((line) => (line.hidden = line.dataset.said !== which));

function outcome({ signed, logged }) {
  if (!signed || logged === false) return "broken";
  return logged ? "holds" : "signed";
}

box.hidden = false;
box.querySelector("button").addEventListener("click", async () => {
  try {
    say(outcome(await check(given)));
  } catch (trouble) {
    say(trouble.name === "NotSupportedError" ? "unable" : "broken");
  }
});
