import type { Clock } from '../../../../main/packages/download/clock';

/** A clock that stands until it is moved. Moving it plays every tick on the way. */
export class HandClock implements Clock {
  private under: unknown[] = [];
  private at = Date.now();
  private readonly ticking = new Set<{ ms: number; next: number; work: () => unknown }>();

  now = (): number => this.at;

  every = (ms: number, work: () => unknown): (() => void) => {
    const tick = { ms, next: this.at + ms, work };
    this.ticking.add(tick);
    return () => this.ticking.delete(tick);
  };

  move(ms: number): void {
    const end = this.at + ms;
    for (;;) {
      const due = [...this.ticking].filter((tick) => tick.next <= end).sort((a, b) => a.next - b.next)[0];
      if (due === undefined) break;
      this.at = due.next;
      due.next += due.ms;
      this.under.push(due.work());
    }
    this.at = end;
  }

  /** Moves on, and waits for what the ticks began. */
  async moveAndWait(ms: number): Promise<void> {
    this.move(ms);
    await Promise.all(this.under.splice(0));
  }

  get idle(): boolean {
    return this.ticking.size === 0;
  }
}
