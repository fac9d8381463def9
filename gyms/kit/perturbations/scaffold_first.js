// Regions keep their room while they are hidden, so that widgets in them can measure themselves.
const REGIONS = "table:not(:has(table)), dl, ul, ol, form, article";
const APART = "nav, header, footer, [role=navigation], [data-kit-overlays], [hidden]";
const { share, delay, gap, fidelity } = self.parameters;
if (self.chance(`load ${self.load}`) >= share) return;

const curtain = document.createElement("style");
curtain.textContent = "body { visibility: hidden !important }";
document.head.append(curtain);

const shows = (region) => region.checkVisibility() && region.offsetHeight > 12 && !region.closest(APART);
const boxes = new Map();
const placed = new Map();
const BARS = ";border-radius:4px;background:repeating-linear-gradient(#dfe3e8 0 14px, transparent 14px 30px)";
const look = fidelity === "bars" ? BARS : "";

const place = (holder) => {
  const origin = holder.getBoundingClientRect();
  for (const [region, box] of boxes) {
    const room = region.getBoundingClientRect();
    const [left, top] = [room.left - origin.left, room.top - origin.top];
    const wanted = `left:${left}px;top:${top}px;width:${room.width}px;height:${room.height}px;position:absolute${look}`;
    if (placed.get(box) !== wanted) box.style.cssText = wanted;
    placed.set(box, wanted);
  }
};

self.ready(() => {
  curtain.remove();
  const found = Array.from(document.querySelectorAll(REGIONS)).filter(shows);
  const regions = found.filter((region) => !found.some((other) => other !== region && other.contains(region)));
  if (!regions.length) return;
  const holder = document.createElement("div");
  holder.style.cssText = "position:absolute;left:0;top:0;width:0;height:0;pointer-events:none";
  document.body.append(holder);
  for (const region of regions) {
    const box = document.createElement("div");
    box.dataset.kitSkeleton = "";
    box.setAttribute("aria-hidden", "true");
    boxes.set(region, box);
    holder.append(box);
    region.style.visibility = "hidden";
  }
  place(holder);
  const following = setInterval(place, 50, holder); // regions move while others fill
  const populate = (region) => {
    region.style.visibility = "";
    boxes.get(region).remove();
    boxes.delete(region);
    if (boxes.size) return;
    clearInterval(following);
    holder.remove();
  };
  self.shuffled(`order ${self.load}`, regions).forEach((region, index) => {
    setTimeout(populate, delay + gap * index, region);
  });
  self.strike({ load: self.load, regions: regions.length, "populated after ms": delay + gap * (regions.length - 1) });
});
