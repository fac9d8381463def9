const { times, arrival, share } = self.parameters;

const drag = (event) => {
  for (const animation of event.target.getAnimations?.() ?? []) {
    if (times > 0) animation.updatePlaybackRate(1 / times);
    else if (Number.isFinite(animation.effect.getComputedTiming().endTime)) animation.finish();
  }
};
for (const kind of ["transitionrun", "animationstart"]) window.addEventListener(kind, drag, true);

self.ready(() => {
  if (window.jQuery?.fx) {
    if (times > 0) for (const name of Object.keys(jQuery.fx.speeds)) jQuery.fx.speeds[name] *= times;
    else jQuery.fx.off = true;
  }
  if (self.chance(`load ${self.load}`) >= share) return;
  self.strike({ load: self.load, times });
  const main = document.querySelector("main, [role=main]") ?? document.body;
  if (times > 0 && main) main.animate({ translate: ["0 40px", "0"], opacity: [0.2, 1] }, { duration: arrival * times, easing: "ease-out" });
});
