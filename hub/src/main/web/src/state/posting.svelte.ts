import type { Hub } from '../link/hub';
import { SignedOut } from '../link/refusal';
import { Outbox, type Pending } from '../model/outbox';
import type { NewPost, Post } from '../wire/types';
import { after } from './clock';
import type { Rooms } from './rooms.svelte';

type Draft = Omit<NewPost, 'key'>;

/** Own posts on their way to the hub, and what was typed and not sent. */
export class Posting {
  pending = $state.raw<readonly Pending[]>([]);
  /** What was typed and not sent, by channel. */
  readonly drafts = new Map<string, string>();
  readonly #waiting = new Map<string, { resolve: (post: Post) => void; reject: (failure: unknown) => void }>();
  readonly #outbox: Outbox;

  constructor(
    hub: Hub,
    readonly rooms: Rooms,
    readonly signedOut: () => void,
  ) {
    this.#outbox = new Outbox({
      send: (channel, post) => hub.post(channel, post),
      random: Math.random,
      now: () => Date.now(),
      after,
      newKey: () => crypto.randomUUID(),
      changed: (pending) => (this.pending = pending),
      sent: (post, key) => this.#sent(post, key),
      refused: (failure, key) => this.#refused(failure, key),
    });
  }

  /** Sends a post; its state is in {@link pending} until the hub has it. @returns its key */
  send(channel: string, draft: Draft): string {
    return this.#outbox.add(channel, draft, this.rooms.channels.get(channel)?.lastSeq ?? 0);
  }

  /** Sends a post and waits for the hub, however long; one that is refused leaves the outbox again. */
  sendAndWait(channel: string, draft: Draft): Promise<Post> {
    return new Promise<Post>((resolve, reject) => this.#waiting.set(this.send(channel, draft), { resolve, reject }));
  }

  retry(key: string): void {
    this.#outbox.retry(key);
  }

  discard(key: string): void {
    this.#outbox.discard(key);
  }

  /** The network is back. */
  wake(): void {
    this.#outbox.wake();
  }

  clear(): void {
    this.#outbox.clear();
    this.#waiting.clear();
    this.drafts.clear();
  }

  #sent(post: Post, key: string): void {
    this.rooms.take(post, 'posted');
    this.#waiting.get(key)?.resolve(post);
    this.#waiting.delete(key);
  }

  #refused(failure: unknown, key: string): void {
    const channel = this.pending.find((entry) => entry.post.key === key)?.channel;
    const waiting = this.#waiting.get(key);
    if (waiting) {
      this.#waiting.delete(key);
      this.#outbox.discard(key);
      waiting.reject(failure);
    }
    if (failure instanceof SignedOut) this.signedOut();
    // The right to post may have gone since the channel was read.
    else if (channel) void this.rooms.fetch(channel);
  }
}
