// The demo phone is drawn anew when the line moves, and its buttons work without leaving the page.
const box = document.getElementById("phone");
const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
const headers = { "X-CSRFToken": token, "X-Fragment": "1" };

async function draw() {
  const answer = await fetch(box.dataset.url, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  box.replaceChildren(...page.body.childNodes);
  const busy = box.querySelector("[data-busy]")?.dataset.busy;
  if (busy) await fetch(busy, { method: "POST", headers });
}

box.addEventListener("submit", async (event) => {
  event.preventDefault();
  await fetch(event.target.action, { method: "POST", body: new URLSearchParams(new FormData(event.target)), headers });
  await draw();
});
document.addEventListener("stream:entry", ({ detail }) => { if (detail.data.kind.startsWith("attempt.")) draw(); });
document.addEventListener("status:drawn", draw);
