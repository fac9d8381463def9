/* A home-made drop-down: a button and a list of options, with mouse and keyboard; the select behind it submits. */
kitFields.define("listbox", (field) => {
  const select = field.querySelector("select");
  const button = document.createElement("button");
  const list = document.createElement("ul");
  button.type = "button";
  button.className = "kit-listbox";
  button.setAttribute("aria-haspopup", "listbox");
  list.className = "kit-options";
  list.setAttribute("role", "listbox");
  list.tabIndex = -1;
  select.hidden = true;
  select.after(button, list);
  const labelled = kitFields.relabel(select, button);
  list.id = `${button.id}-list`;
  button.setAttribute("aria-controls", list.id);
  if (labelled) {
    button.setAttribute("aria-labelledby", `${labelled} ${button.id}`);
    list.setAttribute("aria-label", "Options");
  }
  let active = 0;

  function show() {
    button.textContent = select.selectedOptions[0]?.text ?? "";
    button.disabled = select.disabled;
    list.replaceChildren(
      ...[...select.options].map((option, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${index}`;
        item.textContent = option.text;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(option.selected));
        return item;
      }),
    );
  }

  function mark(index) {
    active = Math.max(0, Math.min(index, list.children.length - 1));
    [...list.children].forEach((item, at) => item.classList.toggle("active", at === active));
    list.children[active]?.scrollIntoView({ block: "nearest" });
    list.setAttribute("aria-activedescendant", `${list.id}-${active}`);
  }

  function open(is) {
    list.hidden = !is;
    button.setAttribute("aria-expanded", String(is));
    if (is) {
      list.focus();
      mark(Math.max(0, select.selectedIndex));
    }
  }

  function choose(index) {
    open(false);
    button.focus();
    if (index === select.selectedIndex) return;
    select.selectedIndex = index;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function find(letter) {
    const texts = [...select.options].map((option) => option.text.toLowerCase());
    const after = texts.findIndex((text, index) => index > active && text.startsWith(letter));
    mark(after >= 0 ? after : texts.findIndex((text) => text.startsWith(letter)));
  }

  const keys = {
    ArrowDown: () => mark(active + 1),
    ArrowUp: () => mark(active - 1),
    Home: () => mark(0),
    End: () => mark(select.options.length - 1),
    Enter: () => choose(active),
    " ": () => choose(active),
    Escape: () => {
      open(false);
      button.focus();
    },
    Tab: () => open(false),
  };
  button.addEventListener("click", () => open(list.hidden));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(true);
  });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") event.preventDefault();
    if (keys[event.key]) keys[event.key]();
    else if (event.key.length === 1) find(event.key.toLowerCase());
  });
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) choose([...list.children].indexOf(item));
  });
  document.addEventListener("mousedown", (event) => {
    if (!list.hidden && !field.contains(event.target)) open(false);
  });
  kitFields.watch(select, show);
  kitFields.follow(select, show);
  show();
  open(false);
});
