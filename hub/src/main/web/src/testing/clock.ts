/** A clock that a test moves by hand. */
export class TestClock {
  time = Date.parse('2026-11-03T10:00:00Z');
  #due: { at: number; work: () => void }[] = [];

  now = (): number => this.time;

  after = (ms: number, work: () => void): (() => void) => {
    const entry = { at: this.time + ms, work };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((one) => one !== entry);
    };
  };

  /** Moves on, and does what falls due on the way. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#due = this.#due.filter((one) => one !== next);
      this.time = Math.max(this.time, next.at);
      next.work();
      await settle();
    }
    this.time = end;
    await settle();
  }
}

/** Lets promises that are done take effect. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
