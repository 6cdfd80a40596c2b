import type { ChannelEvent } from '../wire/frames';
import type { Channel, Post } from '../wire/types';

export const ME = 'me';
export const OTHER = 'other';

export function aPost(seq: number, change: Partial<Post> = {}): Post {
  return {
    id: `post-${seq}`,
    channel: 'class',
    seq,
    author: { account: OTHER, name: 'Claire Morel', profile: 'teacher' },
    at: new Date(Date.parse('2026-11-03T08:00:00Z') + seq * 600_000).toISOString(),
    urgency: 'routine',
    body: `Message ${seq}`,
    html: `<p>Message ${seq}</p>`,
    ...change,
  };
}

export function anEvent(seq: number, change: Partial<ChannelEvent> = {}): ChannelEvent {
  return { type: 'event', kind: 'posted', channel: 'class', seq, post: aPost(seq), ...change };
}

export function aChannel(change: Partial<Channel> = {}): Channel {
  return {
    id: 'class',
    kind: 'class_families',
    place: 'CE1 B, École Jean Zay',
    lastSeq: 0,
    readSeq: 0,
    unread: 0,
    repliesOpen: true,
    may: ['post'],
    ...change,
  };
}
