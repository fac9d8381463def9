// Lists of messages: flags set in the background, "select all" of this page, and rows that load while one scrolls.
(() => {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-flag]");
    if (!button) return;
    const flagged = button.getAttribute("aria-pressed") !== "true";
    const answer = await fetch(button.dataset.flag, { method: "POST", body: new URLSearchParams({ flagged: flagged ? "1" : "0" }) });
    if (!answer.ok) return;
    const now = (await answer.json()).flagged;
    for (const same of document.querySelectorAll(`[data-flag="${button.dataset.flag}"]`)) same.setAttribute("aria-pressed", String(now));
    document.dispatchEvent(new Event("flagged"));
  });

  const form = document.getElementById("bulk");
  const list = document.getElementById("list");
  const body = list.querySelector("tbody");
  const chosen = new Set();
  const boxes = () => [...body.querySelectorAll("input[name=chosen]")];

  form.addEventListener("change", (event) => {
    if (event.target.id === "all") for (const box of boxes()) box.checked = event.target.checked;
    for (const box of boxes()) {
      if (box.checked) chosen.add(box.value);
      else chosen.delete(box.value);
      box.closest("tr").classList.toggle("chosen", box.checked);
    }
  });
  form.addEventListener("submit", () => {
    const shown = new Set(boxes().map((box) => box.value));
    for (const key of chosen) {
      if (shown.has(key)) continue;
      const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: "chosen", value: key });
      form.append(hidden);
    }
  });

  const { lazy, source, total: all } = list.dataset;
  if (!lazy) return;
  const CHUNK = 30;
  const total = Number(all);
  const chunks = new Map();
  document.addEventListener("flagged", () => chunks.clear());
  const chunk = async (index) => {
    if (!chunks.has(index)) {
      const answer = await fetch(`${source}?offset=${index * CHUNK}`);
      if (!answer.ok) return null;
      const text = await answer.text();
      if (!text.includes("data-number")) return null;
      chunks.set(index, text);
    }
    return chunks.get(index);
  };
  const retick = () => { for (const box of boxes()) box.checked = chosen.has(box.value); };
  let busy = false;
  const appendOn = async () => {
    const near = () => list.scrollTop + list.clientHeight > list.scrollHeight - 200;
    while (near() && body.rows.length < total) {
      const text = await chunk(Math.floor(body.rows.length / CHUNK));
      if (text === null) return;
      const rest = document.createElement("tbody");
      rest.innerHTML = text;
      const from = body.rows.length;
      body.append(...[...rest.rows].filter((row) => Number(row.dataset.number) > from));
    }
  };
  let shown = "";
  const window_ = async () => {
    const height = body.querySelector("tr[data-number]")?.offsetHeight || 27;
    const first = Math.max(0, Math.floor(list.scrollTop / height / CHUNK) - 1);
    const last = Math.min(Math.ceil(total / CHUNK) - 1, Math.floor((list.scrollTop + list.clientHeight) / height / CHUNK) + 1);
    if (shown === `${first}-${last}`) return;
    const texts = await Promise.all(Array.from({ length: last - first + 1 }, (_, step) => chunk(first + step)));
    if (texts.includes(null)) return;
    const spacer = (rows) => `<tr class="spacer" style="height:${Math.max(0, rows) * height}px"></tr>`;
    body.innerHTML = spacer(first * CHUNK) + texts.join("") + spacer(total - (last + 1) * CHUNK);
    shown = `${first}-${last}`;
    retick();
  };
  const load = async () => {
    if (busy) return;
    busy = true;
    try { await (lazy === "nested" ? appendOn() : window_()); } finally { busy = false; }
  };
  if (lazy === "nested") while (body.rows.length > CHUNK) body.lastElementChild.remove();
  list.addEventListener("scroll", load);
  // A scroll that came while rows were on their way, or an answer that got lost, is made up for a little later.
  setInterval(load, 400);
  load();
})();
