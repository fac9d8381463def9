/* Fetches what a page leaves room for: results, a seat map. Another order of the results is fetched anew; as on many
   such sites, whatever answer comes last is what is shown. */
(function () {
  const holder = document.querySelector("[data-pieces]");
  if (!holder) return;
  const room = document.getElementById("results");
  const again = holder.querySelector(".again");
  const sort = document.getElementById("sort");

  async function load() {
    room.setAttribute("aria-busy", "true");
    again.hidden = true;
    const address = new URL(holder.dataset.pieces, location.href);
    if (sort) address.searchParams.set("sort", sort.value);
    try {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`status ${response.status}`);
      room.innerHTML = await response.text();
    } catch (failure) {
      room.replaceChildren();
      again.hidden = false;
    }
    room.setAttribute("aria-busy", "false");
  }

  again.querySelector("button").addEventListener("click", load);
  if (sort) sort.addEventListener("change", load);
  load();
})();
