/* What perturbations lay over a page: plain boxes that neither use the site's styles nor pass events on to it.
   self.overlay({ title, text, dismissals, place, steal, escape, closed }) shows one and returns its element, which is
   marked data-kit-overlay; each dismissal is { text } or { symbol, name }, a button marked data-kit-dismiss. */
const disturbOverlay = (() => {
  const PLACES = {
    middle: "inset:0;display:flex;align-items:center;justify-content:center;background:rgba(20,24,32,.45)",
    bottom: "left:0;right:0;bottom:0;display:flex;box-shadow:0 -2px 14px rgba(0,0,0,.2)",
    top: "left:0;right:0;top:0;display:flex;box-shadow:0 2px 10px rgba(0,0,0,.25)",
    corner: "right:20px;bottom:20px;width:260px;display:flex;border-radius:12px;box-shadow:0 4px 20px rgba(0,0,0,.3)",
  };
  const BOXES = {
    middle: "width:380px;max-width:84vw;padding:26px 28px 24px;border-radius:10px;background:#fff;color:#22262e",
    bottom: "flex:1;padding:22px 32px;background:#fff;color:#22262e;border-top:1px solid #ccd1d9",
    top: "flex:1;padding:14px 32px;background:#26324a;color:#fff",
    corner: "flex:1;padding:16px 18px;border-radius:12px;background:#1f6f5c;color:#fff",
  };
  const FONT = "font-family:'Liberation Sans',Arial,sans-serif;font-size:15px;line-height:1.45";
  // What is outside of a dialog that a site opened as modal can't be clicked: it would only be in the way.
  const SHEET =
    "[data-kit-overlays][data-kit-overlays][data-kit-overlays] * { all: initial }\n" +
    ":root:has(dialog:modal) [data-kit-overlay] { display: none !important }";
  const KEPT = ["click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup", "keydown", "keyup", "focusin"];
  let depth = 2147480000;

  const made = (name, style, text = "") => {
    const element = document.createElement(name);
    element.style.cssText = `${FONT};color:inherit;${style}`;
    element.textContent = text;
    return element;
  };

  const button = ({ text, symbol, name }) => {
    const style = symbol
      ? "position:absolute;top:8px;right:10px;padding:4px 9px;font-size:18px;cursor:pointer"
      : "display:inline-block;padding:8px 16px;border:1px solid currentColor;border-radius:6px;cursor:pointer";
    const element = made("button", style, symbol || text);
    element.type = "button";
    element.dataset.kitDismiss = "";
    if (name) element.setAttribute("aria-label", name);
    return element;
  };

  /** One place for all; the last lies on top. */
  const layer = () => {
    const known = document.querySelector("[data-kit-overlays]");
    if (known) return known;
    const style = document.createElement("style");
    style.textContent = SHEET;
    const holder = document.createElement("div");
    holder.dataset.kitOverlays = "";
    document.head.append(style);
    document.body.append(holder);
    return holder;
  };

  return ({ title, text, dismissals, place = "middle", steal = false, escape = false, closed = () => {} }) => {
    const before = document.activeElement;
    const overlay = made("div", `position:fixed;z-index:${++depth};${PLACES[place]}`);
    overlay.dataset.kitOverlay = "";
    const box = made("div", `display:block;position:relative;box-sizing:border-box;${BOXES[place]}`);
    box.setAttribute("role", place === "middle" ? "dialog" : "region");
    box.setAttribute("aria-label", title);
    box.tabIndex = -1;
    const row = made("div", "display:block;margin-top:10px");
    box.append(made("div", "display:block;font-size:18px;font-weight:bold;padding-right:24px", title));
    if (text) box.append(made("div", "display:block;margin-top:6px", text));
    const close = () => {
      overlay.remove();
      window.removeEventListener("keydown", onEscape, true);
      if (steal && before?.isConnected) before.focus({ preventScroll: true });
      closed();
    };
    const onEscape = (event) => {
      if (event.key === "Escape" && overlay.parentElement?.lastElementChild === overlay) close();
    };
    for (const dismissal of dismissals) {
      const each = button(dismissal);
      each.addEventListener("click", close);
      (dismissal.symbol ? box : row).append(each);
    }
    if (row.childElementCount) box.append(row);
    overlay.append(box);
    for (const kind of KEPT) overlay.addEventListener(kind, (event) => event.stopPropagation());
    if (escape) window.addEventListener("keydown", onEscape, true);
    layer().append(overlay);
    if (steal) box.focus({ preventScroll: true });
    return overlay;
  };
})();
