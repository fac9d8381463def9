const TEXTS = ["Advertisement", "Our partners", "Sponsored"];
const { share, delay, height } = self.parameters;
const SMALLEST = 380; // px of a window or frame that has room for it

const slot = () => {
  const made = document.createElement("div");
  made.dataset.kitSlot = "";
  made.style.cssText =
    `display:block;box-sizing:border-box;height:${height}px;margin:0 0 12px;padding:10px 14px;` +
    "border:1px dashed #b9bfc9;background:#f1f3f6;color:#6a7280;font:12px Arial,sans-serif";
  made.textContent = TEXTS[self.between(`text ${self.load}`, 0, TEXTS.length - 1)];
  return made;
};
const push = () => {
  const host = document.querySelector("main, [role=main]") ?? document.body;
  if (getComputedStyle(host).display === "block") host.prepend(slot());
  else host.style.paddingTop = `${parseFloat(getComputedStyle(host).paddingTop) + height}px`;
  self.strike({ load: self.load, px: height });
};
self.ready(() => {
  if (self.chance(`load ${self.load}`) >= share || window.innerHeight < SMALLEST) return;
  if (!document.body || document.body.localName === "frameset") return;
  setTimeout(push, delay);
});
