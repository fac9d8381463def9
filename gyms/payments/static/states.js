// Asks every second how far pending requests are, and shows it. What goes wrong is simply asked again.
(() => {
  const source = document.currentScript.dataset.states;
  const waiting = () => [...document.querySelectorAll("#events tr")].filter(
    (row) => row.querySelector(".state.pending") && row.textContent.includes("Request to"));
  const look = async () => {
    try {
      const answer = await fetch(source, { signal: AbortSignal.timeout(5000) });
      const states = answer.ok ? await answer.json() : {};
      for (const row of waiting()) {
        const state = states[row.dataset.event];
        if (!state || state === "pending") continue;
        const shown = row.querySelector(".state");
        shown.className = `state ${state}`;
        shown.textContent = state[0].toUpperCase() + state.slice(1);
      }
    } catch {
      // The next look will tell.
    }
    if (waiting().length) setTimeout(look, 1000);
  };
  if (waiting().length) setTimeout(look, 1000);
})();
