/* A text field that suggests. As naive as most: whichever answer comes last fills the list, an older one too. */
kitFields.define("suggest", (field) => {
  const [sent, shown] = field.querySelectorAll("input");
  const list = field.querySelector("ul");
  const shortest = Number(field.dataset.shortest);
  let waiting = 0;
  let typing = 0; // grows when something was picked: answers to what was typed before no longer matter
  let picked = sent.value ? shown.value : null;
  let active = -1;

  function open(is) {
    list.hidden = !is;
    shown.setAttribute("aria-expanded", String(is));
    if (!is) mark(-1);
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) shown.setAttribute("aria-activedescendant", list.children[active].id);
    else shown.removeAttribute("aria-activedescendant");
  }

  function fill(items) {
    list.replaceChildren(
      ...items.map((item, index) => {
        const line = document.createElement("li");
        line.id = `${list.id}-${index}`;
        line.textContent = item.text;
        line.dataset.value = item.id;
        line.setAttribute("role", "option");
        return line;
      }),
    );
    open(items.length > 0);
  }

  function pick(line) {
    typing += 1;
    clearTimeout(waiting);
    picked = shown.value = line.textContent;
    open(false);
    kitFields.send(sent, line.dataset.value);
  }

  async function ask(text, mine) {
    const address = new URL(field.dataset.source, location.href);
    address.searchParams.set("q", text);
    const response = await fetch(address, { headers: { accept: "application/json" } });
    const { items } = response.ok ? await response.json() : { items: [] };
    if (mine === typing && shown.value !== picked) fill(items);
  }

  shown.addEventListener("input", () => {
    clearTimeout(waiting);
    picked = null;
    if (sent.value) kitFields.send(sent, "");
    const text = shown.value.trim();
    if (text.length < shortest) return open(false);
    const pause = Number(document.documentElement.dataset.kitDebounce || 200);
    waiting = setTimeout(() => ask(text, typing).catch(() => open(false)), pause);
  });
  shown.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      event.preventDefault();
      mark((active + step + list.children.length) % list.children.length);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      pick(list.children[active]);
    } else if (event.key === "Escape") open(false);
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the text field keeps the focus
  list.addEventListener("click", (event) => {
    const line = event.target.closest("li");
    if (line) pick(line);
  });
  shown.addEventListener("change", (event) => event.stopPropagation());
  shown.addEventListener("blur", () => open(false));
  kitFields.follow(sent, () => {
    if (!sent.value && picked !== null) picked = shown.value = "";
  });
});
