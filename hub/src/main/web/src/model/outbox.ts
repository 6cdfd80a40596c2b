import { fullJitter } from '../link/backoff';
import { askedWait, mayRetry } from '../link/refusal';
import type { NewPost, Post } from '../wire/types';

/** A post on its way: `sending` now or again soon, or `refused` for a reason that only its author can mend. */
export interface Pending {
  channel: string;
  post: NewPost;
  /** When it was written. */
  at: string;
  /** The channel's last number at that time: later own posts may be this one, come back before its answer. */
  since: number;
  state: 'sending' | 'refused';
  failure?: unknown;
}

export interface OutboxWorld {
  send(channel: string, post: NewPost): Promise<Post>;
  random(): number;
  now(): number;
  after(ms: number, work: () => void): () => void;
  newKey(): string;
  /** The list changed. */
  changed(pending: readonly Pending[]): void;
  /** The hub committed a post of this outbox. */
  sent(post: Post, key: string): void;
  /** The hub refused one for good. */
  refused(failure: unknown, key: string): void;
}

/**
 * Own posts that the hub has not acknowledged. Each keeps its key through every try, so that a try whose answer was lost
 * never makes a second post; those of one channel go one after the other, in the order in which they were written.
 */
export class Outbox {
  #pending: Pending[] = [];
  #attempts = new Map<string, number>();
  #waits = new Map<string, () => void>();
  #busy = new Set<string>();

  constructor(readonly world: OutboxWorld) {}

  get pending(): readonly Pending[] {
    return this.#pending;
  }

  /** Takes a post and starts to send it. @returns its key */
  add(channel: string, draft: Omit<NewPost, 'key'>, since: number): string {
    const key = this.world.newKey();
    const at = new Date(this.world.now()).toISOString();
    this.#set([...this.#pending, { channel, post: { ...draft, key }, at, since, state: 'sending' }]);
    this.#next(channel);
    return key;
  }

  /** Tries a refused post again, under the same key. */
  retry(key: string): void {
    this.#change(key, { state: 'sending' });
    const entry = this.#pending.find((one) => one.post.key === key);
    if (entry) this.#next(entry.channel);
  }

  /** Gives a post up. */
  discard(key: string): void {
    const entry = this.#pending.find((one) => one.post.key === key);
    this.#set(this.#pending.filter((one) => one.post.key !== key));
    if (entry) this.#next(entry.channel);
  }

  /** The network is back: do not wait for the next try. */
  wake(): void {
    for (const [channel, cancel] of [...this.#waits]) {
      cancel();
      this.#waits.delete(channel);
      this.#next(channel);
    }
  }

  clear(): void {
    for (const cancel of this.#waits.values()) cancel();
    this.#waits.clear();
    this.#attempts.clear();
    this.#set([]);
  }

  #next(channel: string): void {
    if (this.#busy.has(channel) || this.#waits.has(channel)) return;
    const entry = this.#pending.find((one) => one.channel === channel && one.state === 'sending');
    if (!entry) return;
    const key = entry.post.key;
    this.#busy.add(channel);
    this.world.send(channel, entry.post).then(
      (post) => {
        this.#busy.delete(channel);
        this.#attempts.delete(key);
        this.#set(this.#pending.filter((one) => one.post.key !== key));
        this.world.sent(post, key);
        this.#next(channel);
      },
      (failure: unknown) => {
        this.#busy.delete(channel);
        if (mayRetry(failure)) this.#later(channel, key, askedWait(failure));
        else this.#refuse(channel, key, failure);
      },
    );
  }

  #later(channel: string, key: string, atLeast: number): void {
    const attempt = this.#attempts.get(key) ?? 0;
    this.#attempts.set(key, attempt + 1);
    const again = (): void => {
      this.#waits.delete(channel);
      this.#next(channel);
    };
    this.#waits.set(channel, this.world.after(Math.max(atLeast, 500) + fullJitter(attempt, this.world.random), again));
  }

  #refuse(channel: string, key: string, failure: unknown): void {
    this.#attempts.delete(key);
    this.#change(key, { state: 'refused', failure });
    this.world.refused(failure, key);
    this.#next(channel);
  }

  #change(key: string, change: Partial<Pending>): void {
    this.#set(this.#pending.map((one) => (one.post.key === key ? { ...one, ...change } : one)));
  }

  #set(pending: Pending[]): void {
    this.#pending = pending;
    this.world.changed(pending);
  }
}

/**
 * The posts on their way that are not yet among the posts that came: an own post may arrive by the stream before the
 * answer to its sending, and is not to be seen twice in between.
 */
export function notYetIn(pending: readonly Pending[], posts: readonly Post[], me: string): Pending[] {
  const taken = new Set<string>();
  return pending.filter((entry) => {
    const same = posts.find(
      (post) =>
        post.seq > entry.since &&
        post.author.account === me &&
        post.body.trim() === entry.post.body.trim() &&
        !taken.has(post.id),
    );
    if (same) taken.add(same.id);
    return !same;
  });
}
