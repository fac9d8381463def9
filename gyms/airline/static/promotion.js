/* The newsletter's dialog: whoever closes it is not asked again in this browser. */
(function () {
  const curtain = document.getElementById("promotion");
  for (const button of curtain.querySelectorAll("[data-close]")) {
    button.addEventListener("click", () => {
      document.cookie = "promotion=closed; path=/; samesite=lax";
      curtain.remove();
    });
  }
})();
