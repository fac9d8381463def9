/* The towns of the chosen county. Choosing another county starts the town anew, as it must. */
(() => {
  const county = document.getElementById("county");
  const town = document.getElementById("town");
  if (!county || !town) return;
  county.addEventListener("change", async () => {
    town.replaceChildren(new Option("Loading towns …", ""));
    town.disabled = true;
    const fill = async () => {
      const answer = await fetch(`/towns?county=${encodeURIComponent(county.value)}`);
      if (!answer.ok) throw new Error(answer.statusText);
      return (await answer.json()).towns;
    };
    try {
      const asked = county.value;
      const towns = await fill().catch(fill);
      if (asked !== county.value) return;
      town.replaceChildren(new Option("Choose a town", ""), ...towns.map((name) => new Option(name, name)));
    } catch {
      town.replaceChildren(new Option("Towns can't be loaded; choose the county again", ""));
    }
    town.disabled = false;
  });
})();
