// On the pages beside the status: a line that leads to it while a call of ours rings or is connected. It vouches for nothing.
import "./ring.js";

const bar = document.querySelector("[data-call-bar]");
document.addEventListener("stream:status", ({ detail }) => {
  if (bar) bar.hidden = !["ringing", "connected", "talking"].includes(detail.data.state);
});
