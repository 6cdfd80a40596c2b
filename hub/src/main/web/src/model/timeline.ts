import type { Post } from '../wire/types';

/** The later of two states of one post: answers and events may overtake each other. */
export function laterOf(one: Post, other: Post): Post {
  return stateTime(other) >= stateTime(one) ? other : one;
}

function stateTime(post: Post): number {
  if (post.recalledAt) return Infinity;
  return post.editedAt ? Date.parse(post.editedAt) : 0;
}

/** Posts by number, without doubles; of two states of one post the later stays. */
export function merge(posts: readonly Post[], more: readonly Post[]): Post[] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  for (const post of more) {
    const had = byId.get(post.id);
    byId.set(post.id, had ? laterOf(had, post) : post);
  }
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}

/** A post in a conversation, with what is shown above it. */
export interface Line {
  post: Post;
  /** The first post of its day. */
  newDay: boolean;
  /** The first post that was not read when the conversation was opened. */
  firstUnread: boolean;
  /** Follows a post of the same author within some minutes: the name need not be said again. */
  follows: boolean;
}

const SAME_BREATH_MS = 5 * 60_000;

/**
 * Lays posts out as a conversation.
 *
 * @param readSeq the read cursor when the conversation was opened
 * @param me the reader's own account: own posts never begin the unread ones
 */
export function layOut(posts: readonly Post[], readSeq: number, me: string): Line[] {
  let unreadBegun = false;
  return posts.map((post, index) => {
    const before = posts[index - 1];
    const newDay = !before || dayOf(before.at) !== dayOf(post.at);
    const firstUnread = !unreadBegun && post.seq > readSeq && post.author.account !== me;
    unreadBegun ||= firstUnread;
    const follows =
      !newDay &&
      !firstUnread &&
      !post.title &&
      !before?.title &&
      before?.author.account === post.author.account &&
      Date.parse(post.at) - Date.parse(before.at) < SAME_BREATH_MS;
    return { post, newDay, firstUnread, follows };
  });
}

/** The day in the reader's own time zone. */
function dayOf(at: string): string {
  return new Date(at).toDateString();
}
