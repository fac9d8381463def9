// Region decides the towns, town decides the streets. Either the lists are fetched, or the page is asked for anew.
(() => {
  const form = document.getElementById("address");
  const field = (name) => form.querySelector(`[name="${name}"]`);
  const [region, town, street] = ["region", "town", "street"].map(field);
  const fill = (select, prompt, choices) => {
    select.replaceChildren(new Option(prompt, ""), ...choices.map((choice) => new Option(choice, choice)));
  };
  const fetched = async (path, given) => {
    const query = new URLSearchParams(given);
    for (let tries = 0; tries < 4; tries += 1) {
      try {
        const answer = await fetch(`${path}?${query}`);
        if (answer.ok) return await answer.json();
      } catch {
        // Tried again below.
      }
    }
    return [];
  };
  const anew = (names) => {
    const query = new URLSearchParams(names.map((name) => [name, field(name).value]));
    for (const name of ["region", "town", "street", "house_number"]) if (!query.has(name)) query.set(name, "");
    location.assign(`/address?${query}`);
  };
  region.addEventListener("change", async () => {
    if (form.dataset.places === "postback") return anew(["region", "house_number"]);
    const asked = region.value;
    fill(town, "Choose a town", []);
    fill(street, "Choose a street", []);
    const towns = await fetched("/address/towns", { region: asked });
    if (asked === region.value) fill(town, "Choose a town", towns);
  });
  town.addEventListener("change", async () => {
    if (form.dataset.places === "postback") return anew(["region", "town", "house_number"]);
    const asked = [region.value, town.value].join();
    fill(street, "Choose a street", []);
    const streets = await fetched("/address/streets", { region: region.value, town: town.value });
    if (asked === [region.value, town.value].join()) fill(street, "Choose a street", streets);
  });
})();
