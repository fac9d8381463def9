// What stands in the page is zoomed, what widgets lay over it is not: they place it by what they measure.
const { factors, narrow, narrow_share: share } = self.parameters;
const factor = factors[self.between("factor", 0, factors.length - 1)];
const width = self.chance("narrow") < share ? narrow : 0;

self.ready(() => {
  if (!document.body || document.body.localName === "frameset") return;
  for (const part of document.body.children) {
    if (!(part instanceof HTMLElement) || part.matches("script, style, template, [data-kit-overlays]")) continue;
    if (part.matches("iframe") || part.querySelector("iframe")) continue; // a frame zooms itself
    const { display, position } = getComputedStyle(part);
    if (display === "none" || position === "absolute" || position === "fixed") continue;
    part.style.zoom = String(factor);
  }
  if (width && window === window.top) document.body.style.maxWidth = `${width}px`;
  if (self.count("told") === 1) self.strike({ zoom: factor, ...(width ? { "width px": width } : {}) });
});
