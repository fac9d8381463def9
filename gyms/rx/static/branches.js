// The branches of a town: choosing a town offers its branches, none of them chosen.
const form = document.getElementById("transfer");
const branches = JSON.parse(form.dataset.branches);
const town = form.querySelector("[name=town]"); // what one sees may have the same id
const store = form.querySelector("[name=store]");

town.addEventListener("change", () => {
  const prompt = new Option("Please choose", "");
  const found = (branches[town.value] ?? []).map(([id, text]) => new Option(text, id));
  store.replaceChildren(prompt, ...found);
  store.value = "";
  store.dispatchEvent(new Event("change", { bubbles: true }));
});
