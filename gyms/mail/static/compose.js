// Writing: suggestions from the address book, and a draft that saves itself.
(() => {
  const form = document.getElementById("compose");

  for (const field of form.querySelectorAll("[data-suggest]")) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    field.after(list);
    let timer = 0;
    const before = () => field.value.slice(0, field.value.lastIndexOf(",") + 1).trim();
    const take = (text) => {
      field.value = `${before()}${before() ? " " : ""}${text}, `;
      list.hidden = true;
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const show = (people) => {
      list.replaceChildren(...people.map(({ text, organisation }) => {
        const item = document.createElement("li");
        item.setAttribute("role", "option");
        const where = document.createElement("small");
        where.textContent = organisation;
        item.append(text, " ", where);
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", () => take(text));
        return item;
      }));
      list.hidden = !people.length;
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      const typed = field.value.slice(field.value.lastIndexOf(",") + 1).trim();
      if (typed.length < 2) { list.hidden = true; return; }
      timer = setTimeout(async () => {
        const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`);
        if (answer.ok && answer.headers.get("content-type").includes("json")) show(await answer.json());
      }, 180);
    });
    field.addEventListener("keydown", (event) => { if (event.key === "Escape") list.hidden = true; });
    field.addEventListener("blur", () => { list.hidden = true; });
  }

  let draft = 0;
  form.addEventListener("input", () => {
    clearTimeout(draft);
    draft = setTimeout(async () => {
      try {
        const answer = await fetch("/drafts", { method: "POST", body: new URLSearchParams(new FormData(form)) });
        const told = await answer.json();
        document.getElementById("saved").textContent = told.saved ? `Draft saved at ${told.at}` : "";
      } catch { document.getElementById("saved").textContent = "The draft could not be saved."; }
    }, 1500);
  });
  form.addEventListener("submit", () => clearTimeout(draft));
})();
