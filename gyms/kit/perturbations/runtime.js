/* What perturbations that work in the page share. Contract: page_scripts.py. Everything follows from the seed, the
   perturbation's id and ordinals; what is counted or owed lives in sessionStorage, so that it outlasts pages but not
   the sitting, and is shared by the frames of a tab. */
const disturb = (() => {
  const tell = window.fetch.bind(window);
  const memory = new Map(); // where a document may not have a storage
  const storage = (() => {
    try {
      return window.sessionStorage;
    } catch {
      return { getItem: (key) => memory.get(key) ?? null, setItem: (key, text) => memory.set(key, text) };
    }
  })();
  const read = (key) => storage.getItem(`kit:${key}`) || "";
  const write = (key, text) => storage.setItem(`kit:${key}`, String(text));
  const counted = (key) => {
    write(key, Number(read(key)) + 1);
    return Number(read(key));
  };

  const number = (text) => {
    let hash = 2166136261;
    for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619);
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
  };

  // Frames load side by side, in no certain order: each counts for itself.
  const here = window === window.top ? "" : ` of ${window.name || location.pathname}`;
  const load = counted(`loads${here}`);

  // -- actions: presses of the pointer and of keys, counted once for all perturbations --
  const acted = [];
  const act = (event) => {
    if (!event.isTrusted || event.repeat || event.target.closest?.("[data-kit-overlay]")) return;
    const ordinal = counted("actions");
    for (const work of acted) work(ordinal, event);
  };
  const actions = (work) => {
    if (!acted.length) for (const kind of ["mousedown", "keydown"]) window.addEventListener(kind, act, true);
    acted.push(work);
  };

  // -- the stage: the one document of a tab that shows overlays. A frameset shows none, its largest frame does. --
  const stage = () => {
    const { top } = window;
    if (top.document.body?.localName !== "frameset") return top;
    const area = (frame) => frame.innerWidth * frame.innerHeight;
    return Array.from(top.frames).reduce((best, frame) => (area(frame) > area(best) ? frame : best), top.frames[0]);
  };
  const doings = (window.kitDoings = {});

  return ({ id, seed, parameters }, work) => {
    const self = {
      parameters,
      load,
      actions,
      overlay: disturbOverlay,
      fields: disturbFields,
      chance: (name) => number(`${seed}:${id}:${name}`),
      between: (name, least, most) => least + Math.floor(self.chance(name) * (most - least + 1)),
      shuffled(name, list) {
        const keyed = list.map((each, index) => [self.chance(`${name} ${index}`), each]);
        return keyed.sort(([one], [other]) => one - other).map(([, each]) => each);
      },
      count: (name) => counted(`${id}:${name}`),
      remember: (name, text) => write(`${id}:${name}`, text),
      recall: (name) => read(`${id}:${name}`),
      strike(detail) {
        const told = JSON.stringify({ perturbation: id, detail });
        tell("/kit/struck", { method: "POST", body: told, keepalive: true }).catch(() => {});
      },
      ready(then) {
        if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then, { once: true });
        else then();
      },
      turns(name, { earliest, latest, most }) {
        const taken = () => Number(self.recall(`${name} taken`));
        const next = () => Number(self.recall(`${name} from`)) + self.between(`${name} ${taken()}`, earliest, Math.max(earliest, latest));
        return {
          due: (ordinal) => taken() < most && ordinal >= next(),
          take(ordinal) {
            self.remember(`${name} taken`, taken() + 1);
            self.remember(`${name} from`, ordinal);
          },
        };
      },
      onStage: () => stage() === window,
      owing(name, delay, pay) {
        const due = () => {
          if (!self.recall(name)) return;
          if (document.querySelector("dialog:modal")) return void setTimeout(due, delay + 250); // nothing can lie above it
          const detail = JSON.parse(self.recall(name));
          self.remember(name, "");
          pay(detail);
        };
        const later = () => setTimeout(due, delay);
        doings[`${id}:${name}`] = later;
        self.ready(() => {
          if (self.recall(name) && self.onStage()) later();
        });
        return (detail) => {
          self.remember(name, JSON.stringify(detail));
          stage().kitDoings?.[`${id}:${name}`]?.();
        };
      },
    };
    work(self);
  };
})();
