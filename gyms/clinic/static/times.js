/* Offers the free times as soon as service and date are known, and again whenever one of them changes. */
(function () {
  const service = document.querySelector('[name="service"]'); // not there when a visit is moved
  const date = document.querySelector('[name="date"]');
  const time = document.querySelector('[name="time"]');
  const note = document.getElementById("time-note");
  const again = document.getElementById("time-again");
  let asked = 0;

  function offer(times, placeholder, remark) {
    time.replaceChildren(new Option(placeholder, ""), ...times.map((text) => new Option(text)));
    time.disabled = times.length === 0;
    note.textContent = remark;
    again.hidden = true;
  }

  async function refresh() {
    const ticket = ++asked;
    if (service && !service.value) return offer([], "Choose a service first", "");
    if (!date.value) return offer([], "Choose a date first", "");
    offer([], "Looking for free times…", "");
    const query = new URLSearchParams({ date: date.value });
    if (service) query.set("service", service.value);
    try {
      const response = await fetch(`${time.dataset.source}?${query}`, { headers: { accept: "application/json" } });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const found = await response.json();
      if (ticket === asked) offer(found.times, found.times.length ? "Choose a time" : "No free time", found.note);
    } catch (failure) {
      if (ticket !== asked) return;
      offer([], "No times loaded", "The free times could not be loaded.");
      again.hidden = false;
    }
  }

  date.addEventListener("change", refresh);
  if (service) service.addEventListener("change", refresh);
  again.addEventListener("click", refresh);
  // The browser may bring back what was filled in before; the times belong to that, not to the page as it was sent.
  addEventListener("pageshow", () => {
    if (date.value && time.options.length < 2 && !note.textContent) refresh();
  });
})();
