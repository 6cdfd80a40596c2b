import type { Cursors } from '../model/cursors';
import type { ChannelEvent, ClientFrame, ServerFrame } from '../wire/frames';
import { fullJitter } from './backoff';
import { afterClose, toldToWait } from './reconnect';
import { SignedOut } from './refusal';
import type { Dial, Line } from './transport';

export type StreamState = 'connecting' | 'live' | 'waiting' | 'stopped';

export interface StreamWorld {
  dialSocket: Dial;
  dialEvents: Dial;
  /** A token that still lives; a new one where `fresh`. Throws {@link SignedOut}. */
  token(fresh: boolean): Promise<string>;
  random(): number;
  now(): number;
  /** Calls back once after so many milliseconds; the answer cancels. */
  after(ms: number, work: () => void): () => void;
}

export interface StreamOwner {
  /** Events come each once and in their channel's order. */
  frame(frame: ServerFrame): void;
  state(state: StreamState): void;
  signedOut(): void;
  /** The hub has more of this channel than this line can bring: it has to be read anew. */
  behind(channel: string): void;
  /** The account may have lost its rights: ask the hub who one is. */
  restart(): void;
}

/** A connection that has not been welcomed by then is given up; the hub lets nobody wait longer for a turn than 20 s. */
const WELCOME_MS = 25_000;
/** A connection that lasted this long was a good one: the next wait starts small again. */
const STEADY_MS = 10_000;
/** After the WebSocket was blocked, events are used for this long before it is tried again. */
const EVENTS_FOR_MS = 10 * 60_000;
/** A question to the hub that gets no answer by then shows a dead connection. */
const PROBE_MS = 6_000;
/** Cursors in one greeting, of about 45 bytes each: below the 32 KiB of a message, and the 8 KiB of a request's head. */
const CURSORS_AT_ONCE = { socket: 500, events: 150 };

/**
 * The live connection: dials, greets with the cursors, catches up, and comes back by itself until it is stopped.
 *
 *   stopped → connecting → live → waiting → connecting → …
 */
export class Stream {
  #state: StreamState = 'stopped';
  #line: Line | undefined;
  #dialled = 0;
  #attempt = 0;
  #blocked = 0;
  #eventsUntil = 0;
  #freshToken = false;
  #cancelWait: (() => void) | undefined;
  #cancelPatience: (() => void) | undefined;
  /** Channels whose `end` came on this line: from there on every number counts. */
  readonly #caughtUp = new Set<string>();
  /** Questions without an answer yet: id → channel. */
  readonly #asked = new Map<string, string>();
  #questions = 0;
  #greeted: Record<string, number> = {};

  constructor(
    readonly cursors: Cursors,
    readonly world: StreamWorld,
    readonly owner: StreamOwner,
  ) {}

  get state(): StreamState {
    return this.#state;
  }

  start(): void {
    if (this.#state !== 'stopped') return;
    this.#attempt = 0;
    this.#dial();
  }

  stop(): void {
    this.#drop();
    this.#become('stopped');
  }

  /** The network came back, or the page is looked at again: dial now, or make sure that the line is alive. */
  wake(): void {
    if (this.#state === 'waiting') {
      this.#drop();
      this.#redialAfter(fullJitter(0, this.world.random));
    } else if (this.#state === 'live') {
      this.#probe();
    }
  }

  /** Sends a frame where the line carries frames; false where REST has to. */
  send(frame: ClientFrame): boolean {
    return this.#state === 'live' && this.#line !== undefined && this.#line.send(frame);
  }

  /** Catches up one channel from its cursor, and is live in it; false where this line cannot ask. */
  subscribe(channel: string): boolean {
    return [...this.#asked.values()].includes(channel) || this.#ask(channel) !== undefined;
  }

  #ask(channel: string): string | undefined {
    const id = `q${++this.#questions}`;
    const after = this.cursors.of(channel);
    if (!this.send({ type: 'subscribe', id, channel, ...(after === undefined ? {} : { after }) })) return undefined;
    this.#asked.set(id, channel);
    return id;
  }

  #become(state: StreamState): void {
    this.#state = state;
    this.owner.state(state);
  }

  #dial(): void {
    this.#become('connecting');
    const dialled = ++this.#dialled;
    const fresh = this.#freshToken;
    this.world.token(fresh).then(
      (token) => {
        if (dialled !== this.#dialled) return;
        this.#freshToken = false;
        this.#open(token);
      },
      (failure: unknown) => {
        if (dialled !== this.#dialled) return;
        if (failure instanceof SignedOut) {
          this.stop();
          this.owner.signedOut();
        } else {
          this.#redialAfter(fullJitter(this.#attempt++, this.world.random));
        }
      },
    );
  }

  #open(token: string): void {
    const byEvents = this.world.now() < this.#eventsUntil;
    const dialled = this.#dialled;
    const openedAt = this.world.now();
    let welcomed = false;
    let comeBack: number | undefined;
    this.#greeted = this.cursors.first(byEvents ? CURSORS_AT_ONCE.events : CURSORS_AT_ONCE.socket);
    this.#asked.clear();
    this.#caughtUp.clear();
    const closed = (code: number, reason = ''): void => {
      if (dialled !== this.#dialled) return;
      this.#drop();
      this.#attempt = welcomed && this.world.now() - openedAt >= STEADY_MS ? 0 : this.#attempt;
      if (!welcomed && code === 1006) this.#noteBlocked(byEvents);
      const next = afterClose(code, this.#attempt, this.world.random, toldToWait(reason) ?? comeBack);
      this.#attempt++;
      if (next.do === 'restart') {
        this.#become('stopped');
        this.owner.restart();
      } else {
        this.#freshToken ||= next.freshToken;
        this.#redialAfter(next.after);
      }
    };
    this.#cancelPatience = this.world.after(WELCOME_MS, () => closed(1006));
    this.#line = (byEvents ? this.world.dialEvents : this.world.dialSocket)(token, this.#greeted, {
      closed,
      frame: (frame) => {
        if (dialled !== this.#dialled) return;
        if (frame.type === 'welcome') {
          welcomed = true;
          comeBack = frame.comeBackMillis;
          this.#blocked = 0;
          this.#cancelPatience?.();
        }
        this.#hear(frame);
      },
    });
  }

  /** Two WebSockets in a row that never opened: this network may block them. Events that fail too mean that it does not. */
  #noteBlocked(byEvents: boolean): void {
    if (byEvents) {
      this.#eventsUntil = 0;
      this.#blocked = 0;
    } else if (++this.#blocked >= 2) {
      this.#eventsUntil = this.world.now() + EVENTS_FOR_MS;
    }
  }

  #hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.#become('live');
        this.owner.frame(frame);
        this.#catchUpTheRest(frame.channels);
        return;
      case 'event':
        this.#hearEvent(frame);
        return;
      case 'end':
        this.#answered(frame.id);
        this.#caughtUp.add(frame.channel);
        this.cursors.advance(frame.channel, frame.seq);
        return this.owner.frame(frame);
      case 'resync':
        this.cursors.forget(frame.channel);
        return this.owner.frame(frame);
      case 'problem':
        this.#answered(frame.id);
        return this.owner.frame(frame);
      default:
        this.owner.frame(frame);
    }
  }

  #hearEvent(event: ChannelEvent): void {
    const place = this.cursors.accept(event.channel, event.seq, this.#caughtUp.has(event.channel));
    if (place === 'next') {
      this.owner.frame(event);
    } else if (place === 'gap' && !this.subscribe(event.channel)) {
      // This line cannot ask: a new one begins with the cursors.
      this.#drop();
      this.#redialAfter(fullJitter(this.#attempt++, this.world.random));
    }
  }

  #answered(id: string | undefined): void {
    if (id !== undefined) this.#asked.delete(id);
  }

  /** Channels whose cursor did not fit into the greeting. */
  #catchUpTheRest(lastSeqs: Record<string, number>): void {
    for (const [channel, last] of Object.entries(lastSeqs)) {
      const mine = this.cursors.of(channel);
      if (mine === undefined || mine >= last || channel in this.#greeted) continue;
      if (!this.subscribe(channel)) this.owner.behind(channel);
    }
  }

  /** Asks something small; a line that does not answer is dead, though the browser does not know it yet. */
  #probe(): void {
    const channel = Object.keys(this.#greeted)[0];
    if (channel === undefined) return;
    const id = this.#ask(channel);
    const dialled = this.#dialled;
    if (id === undefined) return;
    this.world.after(PROBE_MS, () => {
      if (dialled !== this.#dialled || !this.#asked.has(id)) return;
      this.#drop();
      this.#redialAfter(0);
    });
  }

  #redialAfter(ms: number): void {
    this.#become('waiting');
    this.#cancelWait = this.world.after(ms, () => this.#dial());
  }

  #drop(): void {
    this.#dialled++;
    this.#cancelWait?.();
    this.#cancelPatience?.();
    this.#line?.close();
    this.#line = undefined;
  }
}
