// The HANG UP screen shakes the phone once, where the device lets a page do so.
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
if (document.querySelector(".hang-up") && navigator.userActivation?.hasBeenActive && !calm) {
  navigator.vibrate?.([300, 120, 300]);
}
