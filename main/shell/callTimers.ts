/**
 * The timers over the calls of one process: the limit of a call, and a look for signs of life every `everyMs`. They are set anew and not
 * made anew, because most calls end long before any goes off. So one may go off behind its call: whoever is told looks which call is
 * under way. The process keeps this one alive, not they.
 */
export class CallTimers {
  readonly #everyMs: number;
  readonly #onLimit: (limitMs: number) => void;
  readonly #onLook: () => void;
  readonly #limits = new Map<number, NodeJS.Timeout>();
  #look: NodeJS.Timeout | null = null;

  constructor(everyMs: number, onLimit: (limitMs: number) => void, onLook: () => void) {
    this.#everyMs = everyMs;
    this.#onLimit = onLimit;
    this.#onLook = onLook;
  }

  /** Counts from now on. */
  begin(limitMs: number): void {
    const limit = this.#limits.get(limitMs);
    if (limit === undefined)
      this.#limits.set(limitMs, setTimeout(() => this.#onLimit(limitMs), limitMs).unref());
    else limit.refresh();
    this.lookAgain();
  }

  /** Looks once more, `everyMs` from now. */
  lookAgain(): void {
    if (this.#look === null) this.#look = setTimeout(this.#onLook, this.#everyMs).unref();
    else this.#look.refresh();
  }

  close(): void {
    for (const timer of this.#limits.values()) clearTimeout(timer);
    clearTimeout(this.#look ?? undefined);
  }
}
