import type { ChannelEvent } from '../wire/frames';
import type { Channel, ChannelKind } from '../wire/types';
import { laterOf } from './timeline';

/** The rooms of the list, in the order in which they are shown. */
export type Room = 'classes' | 'liaison' | 'direct' | 'school' | 'town';

const ROOM_OF: Record<ChannelKind, Room> = {
  class_families: 'classes',
  class_pupils: 'classes',
  liaison: 'liaison',
  direct: 'direct',
  school_notice: 'school',
  staff_room: 'school',
  inspection: 'school',
  town_bulletin: 'town',
};
const ROOMS: readonly Room[] = ['classes', 'school', 'town', 'liaison', 'direct'];

/** Whether the channel numbers posts that this reader may not be meant by, see {@link Cursors}. */
export function isSparse(channel: Channel): boolean {
  return channel.kind === 'town_bulletin';
}

/** What is written with a title in a channel, on a screen of its own; undefined where the reader only chats, or reads. */
export type Writing = 'bulletin' | 'notice' | 'circular' | 'word';

export function writingIn(channel: Channel): Writing | undefined {
  const { kind, may } = channel;
  if (may.includes('target')) return 'bulletin';
  if (!may.includes('post')) return undefined;
  if (kind === 'school_notice') return 'notice';
  // Who opens and closes the replies is the one who keeps the channel.
  return may.includes('open_replies') ? (kind === 'inspection' ? 'circular' : 'word') : undefined;
}

/** Whether a safety alert is offered here: by right, and where it goes to many. One family is called instead. */
export function alertIn({ kind, may }: Channel): boolean {
  return may.includes('alert') && kind !== 'liaison' && kind !== 'direct';
}

/** Channels by room, in each room the last active first; empty rooms are left out. */
export function byRoom(channels: Iterable<Channel>): { room: Room; channels: Channel[] }[] {
  const sorted = [...channels].sort(byActivity);
  return ROOMS.map((room) => ({ room, channels: sorted.filter(({ kind }) => ROOM_OF[kind] === room) })).filter(
    (group) => group.channels.length > 0,
  );
}

function byActivity(a: Channel, b: Channel): number {
  const difference = lastTime(b) - lastTime(a);
  return difference !== 0 ? difference : a.place.localeCompare(b.place, 'fr');
}

function lastTime(channel: Channel): number {
  return channel.lastPost ? Date.parse(channel.lastPost.at) : 0;
}

/** The channel after an event in it. */
export function afterEvent(channel: Channel, event: ChannelEvent, me: string): Channel {
  const { kind, seq, post } = event;
  const last = channel.lastPost;
  const lastPost = !last || post.seq > last.seq ? post : post.id === last.id ? laterOf(last, post) : last;
  const adds = kind === 'posted' && post.author.account !== me && post.seq > channel.readSeq;
  return {
    ...channel,
    lastPost,
    lastSeq: Math.max(channel.lastSeq, seq),
    unread: channel.unread + (adds ? 1 : 0),
  };
}

/** The channel after its read cursor moved; `undefined` unread where only the hub can tell how many are left. */
export function afterCursor(channel: Channel, seq: number): { channel: Channel; known: boolean } {
  if (seq <= channel.readSeq) return { channel, known: true };
  const all = seq >= (channel.lastPost?.seq ?? 0);
  return { channel: { ...channel, readSeq: seq, unread: all ? 0 : channel.unread }, known: all || channel.unread === 0 };
}
