/** What an event's number says about what this client already has. */
export type Place = 'next' | 'seen' | 'gap';

/**
 * The last event of each channel that this client has applied. Cursors only move forward.
 *
 * A town's bulletin channel numbers posts for other audiences too, so numbers may be left out there ("sparse"); in every
 * other channel a number left out means that something was missed.
 */
export class Cursors {
  readonly #last = new Map<string, number>();
  readonly #sparse = new Set<string>();

  /** Begins a channel at `seq`, unless it has begun. */
  start(channel: string, seq: number, sparse: boolean): void {
    if (sparse) this.#sparse.add(channel);
    if (!this.#last.has(channel)) this.#last.set(channel, seq);
  }

  /** Moves forward to `seq`; a smaller one changes nothing. */
  advance(channel: string, seq: number): void {
    this.#last.set(channel, Math.max(seq, this.#last.get(channel) ?? 0));
  }

  /**
   * Judges an event and, unless something is missing before it, takes it.
   *
   * @param strict whether a number left out is a gap; not so while the hub catches the channel up
   */
  accept(channel: string, seq: number, strict: boolean): Place {
    const last = this.#last.get(channel);
    if (last !== undefined && seq <= last) return 'seen';
    if (last !== undefined && seq > last + 1 && strict && !this.#sparse.has(channel)) return 'gap';
    this.#last.set(channel, seq);
    return 'next';
  }

  of(channel: string): number | undefined {
    return this.#last.get(channel);
  }

  /** Forgets a channel: its right was lost, or it has to be read anew. */
  forget(channel: string): void {
    this.#last.delete(channel);
  }

  clear(): void {
    this.#last.clear();
    this.#sparse.clear();
  }

  /** At most `limit` of the cursors, in the order in which the channels were started. */
  first(limit: number): Record<string, number> {
    return Object.fromEntries([...this.#last].slice(0, limit));
  }
}
