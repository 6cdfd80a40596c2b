import type { Hub } from '../link/hub';
import { merge } from '../model/timeline';
import type { ChannelEvent } from '../wire/frames';
import type { Post } from '../wire/types';

const PAGE = 50;
const PAGE_TO_FIND = 100;
const PAGES_TO_FIND = 10;

/** The posts of one conversation, as far back as they were read; always one piece without holes. */
export class Talk {
  posts = $state.raw<Post[]>([]);
  loaded = $state(false);
  loading = $state(false);
  failure = $state.raw<unknown>(undefined);
  /** Where the next page begins; undefined at the start of the conversation. */
  #before: number | undefined;
  complete = $state(false);

  constructor(
    readonly channel: string,
    readonly hub: Hub,
  ) {}

  /** The newest posts; nothing where they are here already. */
  async open(): Promise<void> {
    if (!this.loaded) await this.#page(PAGE);
  }

  /** One page further back. */
  async older(): Promise<void> {
    if (this.loaded && !this.complete) await this.#page(PAGE);
  }

  /** Reads back until a post is there. @returns whether it is */
  async reach(seq: number): Promise<boolean> {
    for (let pages = 0; pages < PAGES_TO_FIND && !this.#has(seq) && !this.complete; pages++) {
      await this.#page(PAGE_TO_FIND);
      if (this.failure !== undefined) return false;
    }
    return this.#has(seq);
  }

  #has(seq: number): boolean {
    return this.posts.some((post) => post.seq === seq);
  }

  async #page(limit: number): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    this.failure = undefined;
    try {
      const page = await this.hub.posts(this.channel, this.#before, limit);
      this.posts = merge(this.posts, page.items);
      this.#before = page.next;
      this.complete = page.next === undefined;
      this.loaded = true;
    } catch (failure) {
      this.failure = failure;
    } finally {
      this.loading = false;
    }
  }

  /** Takes an event; a change of a post that lies further back than what was read is left for then. */
  hear(event: ChannelEvent): void {
    const oldest = this.posts[0];
    if (event.kind === 'posted' || (oldest && event.post.seq >= oldest.seq)) this.take(event.post);
  }

  take(post: Post): void {
    this.posts = merge(this.posts, [post]);
  }
}
