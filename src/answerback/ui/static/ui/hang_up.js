// The HANG UP screen shakes the phone once, where the device lets a page do so.
if (document.querySelector(".hang-up") && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
  navigator.vibrate?.([300, 120, 300]);
}
