/** Calls back when the page has come to rest after something happened, at idle. */

const later = setTimeout;
const idle = window.requestIdleCallback ?? ((act) => later(act, 1));
const REST = 250; // ms without anything happening
const PATIENCE = 1500; // ms after which a page that never rests is asked anyway
const AGAIN = 50; // ms
const SHARE = 100; // a page that never rests is asked so seldom that asking takes a hundredth of its time

export class Quiet {
  #act;
  #dirty = false;
  #first = 0;
  #last = 0;
  #waiting = false;
  #patience = PATIENCE;

  /** @param {() => boolean} act false: ask again soon (for at most PATIENCE) */
  constructor(act) {
    this.#act = act;
  }

  touched() {
    this.#dirty = true;
    this.#last = performance.now();
    if (this.#waiting) return;
    this.#waiting = true;
    this.#first = this.#last;
    later(() => this.#look(), REST);
  }

  /** Something is about to happen that may come before the rest: acts at once where anything happened since. */
  rush(act) {
    if (this.#dirty && act()) this.#dirty = false;
  }

  #look() {
    const moment = performance.now();
    const rest = REST - (moment - this.#last);
    if (rest > 0 && moment - this.#first < this.#patience) later(() => this.#look(), rest);
    else idle(() => this.#ask(), { timeout: REST });
  }

  #ask() {
    const began = performance.now();
    const done = !this.#dirty || this.#act() || began - this.#first > 2 * this.#patience;
    this.#patience = Math.max(PATIENCE, SHARE * (performance.now() - began));
    if (done) this.#waiting = this.#dirty = false;
    else later(() => this.#look(), AGAIN);
  }
}
