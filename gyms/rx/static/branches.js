// The branches of a town: choosing a town offers its branches, none of them chosen.
const form = document.getElementById("transfer");
const branches = JSON.parse(form.dataset.branches);
const town = form.elements.town;
const store = form.elements.store;

town.addEventListener("change", () => {
  const prompt = new Option("Please choose", "");
  const found = (branches[town.value] ?? []).map(([id, text]) => new Option(text, id));
  store.replaceChildren(prompt, ...found);
  store.value = "";
  store.dispatchEvent(new Event("change", { bubbles: true }));
});
