/* What the kit's fields share. Contract: kit/fields.html. A kind's script calls `kitFields.define(kind, dress)`; `dress`
   gets each field of that kind once, and makes a widget of it. */
window.kitFields ??= (() => {
  const kinds = {};
  const dressed = new WeakSet();
  const brought = new Set([...document.scripts].map((script) => script.getAttribute("src")));
  const two = (number) => String(number).padStart(2, "0");

  function dress(root) {
    for (const field of root.querySelectorAll("[data-kit-kind]")) {
      const work = kinds[field.dataset.kitKind];
      if (!work || dressed.has(field)) continue;
      dressed.add(field);
      work(field);
    }
  }

  addEventListener("DOMContentLoaded", () => dress(document));
  return {
    /* Dresses fields that came later, too. */
    dress,
    define(kind, work) {
      kinds[kind] = work;
      dress(document);
    },
    /* Loads a script while the page is being read, once. */
    bring(file) {
      if (brought.has(file)) return;
      brought.add(file);
      document.write(`<script src="${file}"><\/script>`);
    },
    /* The element that carries the value. */
    carrier: (field) => field.querySelector("[name]"),
    /* Gives the carrier a value and tells whoever listens. */
    send(carrier, value) {
      carrier.value = value;
      carrier.dispatchEvent(new Event("change", { bubbles: true }));
    },
    /* Calls `show` whenever the carrier's value was changed by whomever. */
    follow(carrier, show) {
      carrier.addEventListener("change", show);
      carrier.form?.addEventListener("reset", () => setTimeout(show));
    },
    /* Calls `again` when the options of a select or its being disabled have changed. */
    watch(select, again) {
      const look = () => JSON.stringify([select.disabled, ...[...select.options].map((o) => [o.value, o.text, o.disabled])]);
      let last = look();
      const observer = new MutationObserver(() => {
        if (look() === last) return;
        last = look();
        again();
      });
      observer.observe(select, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["disabled", "value"] });
    },
    /* Lets the label name `shown` (its id passes on to it) instead of the hidden carrier. */
    relabel(carrier, shown) {
      const id = carrier.id;
      const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
      carrier.removeAttribute("id");
      shown.id = id;
      if (label) {
        label.id ||= `${id}-label`;
        label.addEventListener("click", () => shown.focus());
      }
      return label?.id ?? "";
    },
    day(iso) {
      const [year, month, day] = iso.split("-").map(Number);
      return iso ? new Date(year, month - 1, day) : undefined;
    },
    iso: (day) => (day ? `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}` : ""),
  };
})();
