/* Another plan has other coverages and riders: choosing one starts both anew. */
document.getElementById("plan").addEventListener("change", () => {
  for (const name of ["coverage", "rider"]) document.getElementById(name).selectedIndex = 0;
});
