import { beforeEach, describe, expect, it } from 'vitest';
import { Cursors } from '../model/cursors';
import { settle, TestClock } from '../testing/clock';
import { anEvent } from '../testing/posts';
import type { ClientFrame, ServerFrame } from '../wire/frames';
import { SignedOut, Unreachable } from './refusal';
import { Stream, type StreamState } from './stream';
import type { Ear } from './transport';

interface Dialled {
  by: 'socket' | 'events';
  token: string;
  cursors: Record<string, number>;
  ear: Ear;
  sent: ClientFrame[];
  closed: boolean;
}

const welcome = (channels: Record<string, number> = {}): ServerFrame => ({ type: 'welcome', session: 's', account: 'me', channels, pingSeconds: 25 });

let clock: TestClock;
let cursors: Cursors;
let lines: Dialled[];
let heard: ServerFrame[];
let states: StreamState[];
let freshTokens: number;
let token: (fresh: boolean) => Promise<string>;
let signedOut: number;
let restarted: number;
let behind: string[];
let stream: Stream;

const dial =
  (by: Dialled['by']) =>
  (given: string, from: Record<string, number>, ear: Ear): { send: (frame: ClientFrame) => boolean; close: () => void } => {
    const line: Dialled = { by, token: given, cursors: from, ear, sent: [], closed: false };
    lines.push(line);
    return {
      send: (frame) => by === 'socket' && line.sent.push(frame) > 0,
      close: () => (line.closed = true),
    };
  };
const last = (): Dialled => lines[lines.length - 1]!;

async function live(channels: Record<string, number> = {}): Promise<void> {
  stream.start();
  await settle();
  last().ear.frame(welcome(channels));
}

beforeEach(() => {
  clock = new TestClock();
  cursors = new Cursors();
  lines = [];
  heard = [];
  states = [];
  freshTokens = 0;
  signedOut = 0;
  restarted = 0;
  behind = [];
  token = (fresh) => Promise.resolve(fresh ? `fresh-${++freshTokens}` : 'token');
  stream = new Stream(
    cursors,
    { dialSocket: dial('socket'), dialEvents: dial('events'), token: (fresh) => token(fresh), random: () => 1, now: clock.now, after: clock.after },
    {
      frame: (frame) => heard.push(frame),
      state: (state) => states.push(state),
      signedOut: () => signedOut++,
      restart: () => restarted++,
      behind: (channel) => behind.push(channel),
    },
  );
});

describe('a stream', () => {
  it('greets with the token and the cursors, and is live when it is welcomed', async () => {
    cursors.start('class', 7, false);

    await live({ class: 7 });

    expect(last()).toMatchObject({ by: 'socket', token: 'token', cursors: { class: 7 } });
    expect(states).toEqual(['connecting', 'live']);
  });

  it('gives each event once and in order, across a break', async () => {
    cursors.start('class', 0, false);
    await live({ class: 2 });
    for (const seq of [1, 2]) last().ear.frame(anEvent(seq));
    last().ear.closed(1006);
    await clock.pass(1_000);

    expect(last().cursors).toEqual({ class: 2 });
    last().ear.frame(welcome({ class: 4 }));
    for (const seq of [2, 3, 4]) last().ear.frame(anEvent(seq));

    expect(heard.flatMap((frame) => (frame.type === 'event' ? [frame.seq] : []))).toEqual([1, 2, 3, 4]);
  });

  it('catches up from its cursor where a number is missing, and shows nothing out of order', async () => {
    cursors.start('class', 1, false);
    await live({ class: 1 });
    last().ear.frame({ type: 'end', channel: 'class', seq: 1 });
    last().ear.frame(anEvent(3));
    last().ear.frame(anEvent(4));

    expect(last().sent).toEqual([{ type: 'subscribe', id: 'q1', channel: 'class', after: 1 }]);
    for (const seq of [2, 3, 4]) last().ear.frame(anEvent(seq));
    last().ear.frame({ type: 'end', channel: 'class', seq: 4, id: 'q1' });

    expect(heard.flatMap((frame) => (frame.type === 'event' ? [frame.seq] : []))).toEqual([2, 3, 4]);
  });

  it('forgets a cursor from which the hub cannot go on, and goes on from where the channel is live', async () => {
    cursors.start('class', 900, false);
    await live({ class: 7 });
    last().ear.frame({ type: 'resync', channel: 'class', reason: 'ahead', seq: 7 });
    last().ear.frame({ type: 'end', channel: 'class', seq: 7 });
    last().ear.frame(anEvent(8));

    expect(heard.map(({ type }) => type)).toEqual(['welcome', 'resync', 'end', 'event']);
    expect(cursors.of('class')).toBe(8);
  });

  it('asks one by one for the channels whose cursors did not fit into the greeting', async () => {
    for (let one = 0; one < 501; one++) cursors.start(`c${one}`, 1, false);

    await live({ c0: 2, c500: 2 });

    expect(last().sent).toEqual([{ type: 'subscribe', id: 'q1', channel: 'c500', after: 1 }]);
  });
});

describe('a stream that was closed', () => {
  it('comes back after a wait that grows, and starts small again once a connection lasted', async () => {
    await live();
    last().ear.closed(1001);
    await clock.pass(999);
    expect(lines).toHaveLength(1);
    await clock.pass(1);
    expect(lines).toHaveLength(2);
    last().ear.closed(1006);
    await clock.pass(1_999);
    expect(lines).toHaveLength(2);
    await clock.pass(1);
    last().ear.frame(welcome());
    await clock.pass(11_000);
    last().ear.closed(4000);
    await clock.pass(1_000);

    expect(lines).toHaveLength(4);
  });

  it('comes back when the hub said so, in the close or, where there was none, in the welcome', async () => {
    stream.start();
    await settle();
    last().ear.frame({ type: 'welcome', session: 's', account: 'me', channels: {}, pingSeconds: 25, comeBackMillis: 4_000 });
    last().ear.closed(1006);
    await clock.pass(3_999);
    expect(lines).toHaveLength(1);
    await clock.pass(1);
    expect(lines).toHaveLength(2);
    last().ear.frame(welcome());
    await clock.pass(11_000);
    last().ear.closed(1013, 'try_later 7000');
    await clock.pass(6_999);
    expect(lines).toHaveLength(2);
    await clock.pass(1);

    expect(lines).toHaveLength(3);
  });

  it('with 4001 takes a fresh token at once', async () => {
    await live();
    last().ear.closed(4001);
    await clock.pass(0);

    expect(last().token).toBe('fresh-1');
  });

  it('with 4001 ends at the sign-in when there is no fresh token', async () => {
    await live();
    token = () => Promise.reject(new SignedOut());
    last().ear.closed(4001);
    await clock.pass(60_000);

    expect(signedOut).toBe(1);
    expect(stream.state).toBe('stopped');
    expect(lines).toHaveLength(1);
  });

  it('with 4003 asks anew who one is', async () => {
    await live();
    last().ear.closed(4003);
    await clock.pass(60_000);

    expect(restarted).toBe(1);
    expect(lines).toHaveLength(1);
  });

  it.each([4009, 4029])('with %i waits for more than a minute', async (code) => {
    await live();
    last().ear.closed(code);
    await clock.pass(60_000);
    expect(lines).toHaveLength(1);
    await clock.pass(16_000);

    expect(lines).toHaveLength(2);
  });

  it('goes on trying when not even a token can be had', async () => {
    await live();
    token = () => Promise.reject(new Unreachable());
    last().ear.closed(1006);
    await clock.pass(10_000);
    token = () => Promise.resolve('token');
    await clock.pass(30_000);

    expect(lines.length).toBeGreaterThan(1);
  });
});

describe('a network that blocks WebSockets', () => {
  async function blocked(): Promise<void> {
    stream.start();
    await settle();
    last().ear.closed(1006);
    await clock.pass(1_000);
    last().ear.closed(1006);
    await clock.pass(2_000);
  }

  it('gets events instead, after two that did not open', async () => {
    await blocked();

    expect(lines.map(({ by }) => by)).toEqual(['socket', 'socket', 'events']);
    last().ear.frame(welcome());
    expect(stream.state).toBe('live');
    expect(stream.send({ type: 'read', channel: 'class', seq: 1 })).toBe(false);
  });

  it('has channels read anew whose cursors did not fit', async () => {
    for (let one = 0; one < 151; one++) cursors.start(`c${one}`, 1, false);
    await blocked();
    last().ear.frame(welcome({ c0: 2, c150: 2 }));

    expect(behind).toEqual(['c150']);
  });

  it('is not believed in when events fail as well: then the hub is away', async () => {
    await blocked();
    last().ear.closed(1006);
    await clock.pass(30_000);

    expect(last().by).toBe('socket');
  });

  it('is tried again with a WebSocket after some minutes', async () => {
    await blocked();
    last().ear.frame(welcome());
    await clock.pass(11 * 60_000);
    last().ear.closed(1001);
    await clock.pass(1_000);

    expect(last().by).toBe('socket');
  });

  it('dials anew where events leave a gap, since events cannot ask', async () => {
    cursors.start('class', 1, false);
    await blocked();
    last().ear.frame(welcome({ class: 1 }));
    last().ear.frame({ type: 'end', channel: 'class', seq: 1 });
    last().ear.frame(anEvent(3));
    await clock.pass(5_000);

    expect(lines).toHaveLength(4);
    expect(last().cursors).toEqual({ class: 1 });
  });
});

describe('a line that died unnoticed', () => {
  it('is found out when the page wakes, and replaced', async () => {
    cursors.start('class', 1, false);
    await live({ class: 1 });
    stream.wake();
    expect(last().sent).toMatchObject([{ type: 'subscribe', channel: 'class' }]);
    await clock.pass(6_000);

    expect(lines).toHaveLength(2);
    expect(lines[0]?.closed).toBe(true);
  });

  it('is kept when it answers', async () => {
    cursors.start('class', 1, false);
    await live({ class: 1 });
    stream.wake();
    last().ear.frame({ type: 'end', channel: 'class', seq: 1, id: 'q1' });
    await clock.pass(30_000);

    expect(lines).toHaveLength(1);
  });

  it('is given up when the hub never greets back', async () => {
    stream.start();
    await settle();
    await clock.pass(25_000);

    expect(lines[0]?.closed).toBe(true);
  });
});
