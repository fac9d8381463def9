/** Events on their way out, in small batches. */

const timeOrigin = performance.timeOrigin;
const tick = performance.now.bind(performance);
const stringify = JSON.stringify;
const later = setTimeout;
const WAIT = 30; // ms

/** Epoch milliseconds by the machine's clock: pages may live by another Date. */
export const now = () => Math.round((timeOrigin + tick()) * 10) / 10;

/** When an event happened, by the same clock. A frame counts from its own origin. */
export const epoch = (event) => (event.view?.performance.timeOrigin ?? timeOrigin) + event.timeStamp;

/** JSON, with half surrogate pairs replaced: nothing behind the binding could store them. */
export function text(value) {
  const json = stringify(value);
  return json.includes("\\ud") ? json.replace(/\\\\|\\ud[89a-f][0-9a-f]{2}/g, (found) => (found === "\\\\" ? found : "\ufffd")) : json;
}

export class Outbox {
  #tell;
  #events = [];
  #timer = 0;
  #dirty = false;
  #latest = 0;
  #moment = null;
  /** How many events of this document went out. */
  sent = 0;
  /** Called before each flush; may add events. */
  beforeFlush = () => {};

  constructor(tell) {
    this.#tell = tell;
  }

  add(event) {
    this.#latest = Math.max(this.#latest, this.#moment ?? now());
    this.#events.push({ ...event, timestamp: this.#latest });
    this.schedule();
  }

  /** Does something as of a moment that has just passed: what is added meanwhile happened before it. */
  asOf(moment, act) {
    this.#moment = moment;
    try {
      return act();
    } finally {
      this.#moment = null;
    }
  }

  /** Something may have happened: flush soon. */
  schedule() {
    this.#dirty = true;
    this.#timer ||= later(() => this.flush(), WAIT);
  }

  flush() {
    this.#timer = 0;
    if (!this.#dirty) return;
    this.beforeFlush();
    this.#dirty = false;
    if (!this.#events.length) return;
    const events = this.#events;
    this.#events = [];
    this.sent += events.length;
    this.#tell(text({ type: "dom", at: now(), events }));
  }
}
