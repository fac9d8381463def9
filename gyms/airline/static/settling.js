/* Asks until bank and core have answered, then shows the page as it is by then. */
(function () {
  const source = document.querySelector("[data-settling]").dataset.settling;
  async function look() {
    try {
      const response = await fetch(source, { headers: { accept: "application/json" } });
      if (response.ok && (await response.json()).settled) return location.reload();
    } catch (failure) {
      // asked again below
    }
    setTimeout(look, 600);
  }
  setTimeout(look, 600);
})();
