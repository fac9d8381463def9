/* Select2 over the select. */
kitFields.define("select2", (field) => {
  const $ = jQuery;
  const select = field.querySelector("select");
  $(select).select2({ width: "100%", minimumResultsForSearch: 9 });
  const shown = field.querySelector(".select2-selection");
  const names = [kitFields.relabel(select, shown), shown.getAttribute("aria-labelledby")];
  shown.setAttribute("aria-labelledby", names.filter(Boolean).join(" "));
  // Select2 tells jQuery only; scripts of the site may listen in other ways.
  $(select).on("select2:select", () => select.dispatchEvent(new Event("change", { bubbles: true })));
  const show = () => $(select).trigger("change.select2");
  kitFields.watch(select, show);
  kitFields.follow(select, show);
});
