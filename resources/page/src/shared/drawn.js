// Where an element is drawn. The areas of an image map have no box of their own: they lie on their image.

/** DOMRect of an element in its own viewport; of an area, the rectangle around its shape on the image. */
export function rectOf(element) {
  const own = element.getBoundingClientRect();
  if (element.localName !== "area" || own.width || own.height) return own;
  const image = imageOf(element);
  if (!image) return own;
  const around = image.getBoundingClientRect();
  const [left, top] = [around.x + inset(image, "Left"), around.y + inset(image, "Top")];
  const [x, y, width, height] = shapeOf(element) ?? [0, 0, image.width, image.height];
  return new DOMRect(left + x, top + y, width, height);
}

function imageOf(area) {
  const map = area.closest("map");
  const name = map?.getAttribute("name") || map?.id;
  return name ? area.ownerDocument.querySelector(`img[usemap="#${CSS.escape(name)}"]`) : null;
}

/** x, y, width, height from the image's corner; null for the whole image. */
function shapeOf(area) {
  const numbers = (area.getAttribute("coords") ?? "").split(",").map(parseFloat).filter(Number.isFinite);
  const shape = (area.getAttribute("shape") ?? "rect").toLowerCase();
  if (shape === "default" || numbers.length < 3) return null;
  if (shape.startsWith("circ")) {
    const [x, y, radius] = numbers;
    return [x - radius, y - radius, 2 * radius, 2 * radius];
  }
  const across = numbers.filter((_, place) => place % 2 === 0);
  const down = numbers.filter((_, place) => place % 2 === 1);
  const [x, y] = [Math.min(...across), Math.min(...down)];
  return [x, y, Math.max(...across) - x, Math.max(...down) - y];
}

function inset(image, side) {
  const style = getComputedStyle(image);
  return (parseFloat(style[`border${side}Width`]) || 0) + (parseFloat(style[`padding${side}`]) || 0);
}
