/* What perturbations that work in the page share. Contract: page_scripts.py. Everything follows from the seed, the
   perturbation's id and ordinals; counters live in sessionStorage, so that they outlast pages but not the sitting. */
const disturb = (() => {
  const number = (text) => {
    let hash = 2166136261;
    for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619);
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
  };
  return ({ id, seed, parameters }, work) => {
    const self = {
      parameters,
      chance: (name) => number(`${seed}:${id}:${name}`),
      count(name) {
        const key = `kit:${id}:${name}`;
        const next = Number(sessionStorage.getItem(key) || 0) + 1;
        sessionStorage.setItem(key, String(next));
        return next;
      },
      strike(detail) {
        const told = JSON.stringify({ perturbation: id, detail });
        fetch("/kit/struck", { method: "POST", body: told, keepalive: true }).catch(() => {});
      },
      ready(then) {
        if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then, { once: true });
        else then();
      },
    };
    work(self);
  };
})();
