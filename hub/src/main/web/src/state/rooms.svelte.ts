import { SvelteMap } from 'svelte/reactivity';
import type { Hub } from '../link/hub';
import { Refusal } from '../link/refusal';
import { afterCursor, afterEvent, isSparse } from '../model/channels';
import type { Cursors } from '../model/cursors';
import type { ChannelEvent, Welcome } from '../wire/frames';
import type { Channel, Post } from '../wire/types';
import { Talk } from './talk.svelte';

/** More unknown channels than this in a greeting: the whole list is read anew instead of one by one. */
const ONE_BY_ONE = 10;

/** The person's channels and what is here of their posts, kept up to date by the stream. */
export class Rooms {
  readonly channels = new SvelteMap<string, Channel>();
  loaded = $state(false);
  /** Unread posts in all channels. */
  readonly unread = $derived([...this.channels.values()].reduce((sum, channel) => sum + channel.unread, 0));
  readonly #talks = new Map<string, Talk>();
  /** Counts how often a channel's posts were dropped, so that an open conversation notices. */
  readonly #dropped = new SvelteMap<string, number>();
  readonly #fetching = new Map<string, Promise<Channel | undefined>>();
  #me = '';

  constructor(
    readonly hub: Hub,
    readonly cursors: Cursors,
  ) {}

  /** Reads all channels of the account. */
  async load(me: string): Promise<void> {
    this.#me = me;
    let next: string | undefined;
    do {
      const page = await this.hub.channels(next);
      for (const channel of page.items) this.keep(channel);
      next = page.next;
    } while (next !== undefined);
    this.loaded = true;
  }

  clear(): void {
    this.cursors.clear();
    this.channels.clear();
    this.#talks.clear();
    this.loaded = false;
  }

  /** Takes a channel as the hub gave it, unless events have already told more. */
  keep(fresh: Channel): void {
    const had = this.channels.get(fresh.id);
    const older = had !== undefined && had.lastSeq > fresh.lastSeq;
    this.channels.set(fresh.id, older ? { ...had, may: fresh.may, repliesOpen: fresh.repliesOpen } : fresh);
    this.cursors.start(fresh.id, fresh.lastSeq, isSparse(fresh));
  }

  /** Asks the hub for one channel, once at a time; undefined where it is out of reach. */
  fetch(id: string): Promise<Channel | undefined> {
    const running = this.#fetching.get(id);
    if (running) return running;
    const fetching = this.hub
      .channel(id)
      .then((channel) => {
        this.keep(channel);
        return this.channels.get(id);
      })
      .catch((failure: unknown) => {
        if (failure instanceof Refusal && [403, 404].includes(failure.problem.status)) this.leave(id);
        return undefined;
      })
      .finally(() => this.#fetching.delete(id));
    this.#fetching.set(id, fetching);
    return fetching;
  }

  /** The conversation of a channel; another one after its posts had to be dropped. */
  talk(channel: string): Talk {
    void this.#dropped.get(channel);
    const had = this.#talks.get(channel);
    if (had) return had;
    const talk = new Talk(channel, this.hub);
    this.#talks.set(channel, talk);
    return talk;
  }

  /** Holds the list against the channels that the hub says are live. */
  welcome(frame: Welcome): void {
    const live = new Set(Object.keys(frame.channels));
    for (const id of [...this.channels.keys()]) if (!live.has(id)) this.leave(id);
    const unknown = [...live].filter((id) => !this.channels.has(id));
    if (unknown.length > ONE_BY_ONE) void this.load(this.#me).catch(() => undefined);
    else for (const id of unknown) void this.fetch(id);
  }

  /** @returns the channel of the event, where it was known before */
  event(event: ChannelEvent): Channel | undefined {
    const channel = this.channels.get(event.channel);
    if (!channel) {
      void this.fetch(event.channel);
      return undefined;
    }
    this.channels.set(channel.id, afterEvent(channel, event, this.#me));
    this.#talks.get(channel.id)?.hear(event);
    return channel;
  }

  /** Takes an own post from an answer of the hub; the stream brings the same again. */
  take(post: Post, kind: ChannelEvent['kind']): void {
    this.event({ type: 'event', kind, channel: post.channel, seq: post.seq, post });
  }

  cursor(id: string, seq: number): void {
    const channel = this.channels.get(id);
    if (!channel) return;
    const moved = afterCursor(channel, seq);
    this.channels.set(id, moved.channel);
    if (!moved.known) void this.fetch(id);
  }

  joined(id: string, seq: number): void {
    this.cursors.advance(id, seq);
    void this.fetch(id);
  }

  leave(id: string): void {
    this.channels.delete(id);
    this.cursors.forget(id);
    if (this.#talks.delete(id)) this.#dropped.set(id, (this.#dropped.get(id) ?? 0) + 1);
  }
}
