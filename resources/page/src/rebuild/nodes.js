/** Single nodes: made, compared and brought up to date. */

export const DOCUMENT = 0, DOCTYPE = 1, ELEMENT = 2, TEXT = 3, CDATA = 4, COMMENT = 5;
const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";

/** Attributes that would run, load or steal the focus: kept aside, by element. */
const aside = new WeakMap();

export const asideOf = (element) => aside.get(element) ?? {};

export function create(plain) {
  if (plain.kind === DOCTYPE) {
    return document.implementation.createDocumentType(plain.tag || "html", plain.attributes.publicId, plain.attributes.systemId);
  }
  if (plain.kind === TEXT) return document.createTextNode(plain.text);
  if (plain.kind === COMMENT) return document.createComment(plain.text);
  return plain.svg ? document.createElementNS(SVG, plain.tag) : document.createElement(tagFor(plain));
}

/** Whether a standing node can become what `plain` says. */
export function fits(node, plain) {
  if (plain.kind === ELEMENT) {
    const same = node.nodeType === Node.ELEMENT_NODE && node.localName === (plain.svg ? plain.tag : tagFor(plain));
    return same && (node.namespaceURI === SVG) === (plain.svg === true) && (!node.shadowRoot || plain.shadow !== undefined);
  }
  if (plain.kind === DOCTYPE) {
    const { publicId, systemId } = plain.attributes;
    return node.nodeType === Node.DOCUMENT_TYPE_NODE && node.name === plain.tag && node.publicId === publicId && node.systemId === systemId;
  }
  return node.nodeType === (plain.kind === TEXT ? Node.TEXT_NODE : Node.COMMENT_NODE);
}

/** Gives the element the attributes that `plain` has, and no others. */
export function patch(element, plain) {
  const kept = {};
  for (const { name } of [...element.attributes]) {
    if (!(name in plain.attributes) || inert(plain, name)) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(plain.attributes)) {
    if (inert(plain, name)) kept[name] = value;
    else if (element.getAttribute(name) !== value) set(element, name, value);
  }
  aside.set(element, kept);
}

/** A sheet that was linked is shown from its recorded text. */
const tagFor = (plain) => (plain.tag === "link" && typeof plain.css === "string" ? "style" : plain.tag);

function inert({ tag }, name) {
  if (name.startsWith("on") || name === "autofocus" || name === "nonce") return true;
  if (tag === "iframe" || tag === "frame") return name === "src" || name === "srcdoc" || name === "sandbox";
  if (tag === "meta") return name === "http-equiv";
  if (tag === "script") return name === "src" || name === "type";
  if (tag === "link" || tag === "base") return name === "href" || name === "rel" || name === "type" || name === "disabled";
  if (tag === "object") return name === "data";
  return (tag === "embed" || tag === "video" || tag === "audio" || tag === "source" || tag === "track") && name === "src";
}

function set(element, name, value) {
  try {
    if (name.startsWith("xlink:")) element.setAttributeNS(XLINK, name, value);
    else element.setAttribute(name, value);
  } catch {
    parsed(element, name, value);
  }
}

/** Names such as @click can only come from a parser. */
function parsed(element, name, value) {
  const mould = document.createElement("template");
  mould.innerHTML = `<p ${name}="">`;
  const attribute = mould.content.firstChild?.attributes[0]?.cloneNode();
  if (!attribute) return;
  attribute.value = value;
  element.setAttributeNode(attribute);
}
