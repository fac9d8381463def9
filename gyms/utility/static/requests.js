// Asks every second how far the pending requests are, and shows it. A request that goes wrong is simply asked again.
(() => {
  const waiting = () => [...document.querySelectorAll("#requests .tag.pending")];
  const look = async () => {
    try {
      const answer = await fetch("/requests/states", { signal: AbortSignal.timeout(5000) });
      const states = answer.ok ? await answer.json() : {};
      for (const tag of waiting()) {
        const state = states[tag.closest("tr").dataset.request];
        if (!state || state === "pending") continue;
        tag.className = `tag ${state}`;
        tag.textContent = state[0].toUpperCase() + state.slice(1);
      }
    } catch {
      // The next look will tell.
    }
    if (waiting().length) setTimeout(look, 1000);
  };
  if (waiting().length) setTimeout(look, 1000);
})();
