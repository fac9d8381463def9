// Values that were typed, chosen, ticked or uploaded. A toggle's events are trusted even where a script clicked it, so
// they count only after a pointer or a key of its own.

import { describe, refOf } from "./describe.js";
import { editingHost } from "./retarget.js";
import { isSecret, takesText, TOGGLES, valueOf } from "./values.js";

const LARGEST_FILE = 1_048_576;

export function listenToFields(channel, pointer, keys) {
  const latest = new WeakMap(); // field → what was told of it last
  const typed = new WeakSet(); // fields whose text was told as it was typed

  const hear = (event) => {
    const [inner] = event.composedPath();
    if (!event.isTrusted && !isFilled(inner)) return;
    if (!inner || inner.nodeType !== Node.ELEMENT_NODE) return;
    const field = inner.isContentEditable ? editingHost(inner) : inner;
    const said = sayOf(field);
    const known = JSON.stringify(said);
    if (!said || (said.event === "check" && !pointer.on(field) && !keys.toggled(field))) return;
    // "change" repeats what "input" said, but for what a browser fills in by itself.
    if (event.type === "change" && (!latest.has(field) || latest.get(field) === known)) return;
    // A script that completes what was typed makes no action of it, though leaving the field says "change".
    if (said.event === "fill" && event.type === "change" && typed.has(field)) return;
    if (said.event === "fill" && event.type === "input") typed.add(field);
    latest.set(field, known);
    tell(field, said, event);
  };

  const tell = (field, said, event) => {
    const press = pointer.on(field);
    const message = { ...said, ref: refOf(field), acted: channel.at(event) };
    message.at = press && said.event !== "fill" ? press.at : message.acted;
    message.target = press ? press.target : describe(field, channel);
    channel.input(message);
    if (press) pointer.told();
    if (said.event === "upload") void carry(field.files, message.ref, message.at);
  };

  const carry = async (files, ref, at) => {
    for (const [index, file] of [...files].entries()) {
      if (file.size > LARGEST_FILE) return; // contents are told for the first files only, without gaps
      const content = await base64(file);
      channel.guard(() => channel.send({ type: "input", event: "upload_content", at, ref, index, content }))();
    }
  };

  channel.listen("focusin", (event) => {
    const [field] = event.composedPath();
    if (field?.localName !== "input" && field?.localName !== "textarea") return;
    isSecret(field);
    if (takesText(field)) latest.set(field, JSON.stringify(sayOf(field)));
  });
  for (const kind of ["input", "change"]) channel.listen(kind, hear, { untrusted: true });
}

/** A field with files in it. Nobody but its user chose them, though a browser that is driven says so untrustedly. */
const isFilled = (field) => field?.localName === "input" && field.type === "file" && field.files.length > 0;

/** What there is to tell of a field as it stands; null for what isn't one. */
function sayOf(field) {
  if (field.localName === "select") {
    const chosen = [...field.selectedOptions];
    return { event: "select", values: chosen.map((o) => o.value), labels: chosen.map((o) => o.label.trim()) };
  }
  if (field.localName === "input" && TOGGLES.has(field.type)) return { event: "check", checked: field.checked };
  if (field.localName === "input" && field.type === "file") {
    return field.files.length ? { event: "upload", files: [...field.files].map((file) => file.name) } : null;
  }
  return takesText(field) ? { event: "fill", ...valueOf(field) } : null;
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
