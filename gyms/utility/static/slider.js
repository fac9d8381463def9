// The number beside the slider follows it.
(() => {
  const slider = document.getElementById("value");
  const shown = document.querySelector("output[for=value]");
  slider.addEventListener("input", () => { shown.value = slider.value; });
})();
