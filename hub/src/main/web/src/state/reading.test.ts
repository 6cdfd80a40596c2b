import { beforeEach, describe, expect, it } from 'vitest';
import { Unreachable } from '../link/refusal';
import { settle, TestClock } from '../testing/clock';
import { aChannel } from '../testing/posts';
import type { Channel } from '../wire/types';
import { Reading } from './reading';

let clock: TestClock;
let channels: Map<string, Channel>;
let frames: string[];
let requests: string[];
let live: boolean;
let reachable: boolean;
let reading: Reading;

beforeEach(() => {
  clock = new TestClock();
  channels = new Map([['class', aChannel({ lastSeq: 9, readSeq: 3 })]]);
  frames = [];
  requests = [];
  live = true;
  reachable = true;
  reading = new Reading(
    {
      markRead: async (channel, seq) => {
        if (!reachable) throw new Unreachable();
        requests.push(`${channel} ${seq}`);
        return { seq };
      },
    },
    { channels: channels as never, cursor: (id, seq) => void channels.set(id, { ...channels.get(id)!, readSeq: seq }) },
    {
      send: (frame) => live && frame.type === 'read' && frames.push(`${frame.channel} ${frame.seq}`) > 0,
      after: clock.after,
    },
  );
});

describe('reading', () => {
  it('is told once for what is read in one go', async () => {
    for (const seq of [5, 6, 9]) reading.upTo('class', seq);
    await clock.pass(1_500);

    expect(frames).toEqual(['class 9']);
  });

  it('is not told again of what was read before', async () => {
    reading.upTo('class', 3);
    await clock.pass(1_500);

    expect(frames).toEqual([]);
  });

  it('is told by a request where the line carries no frames', async () => {
    live = false;
    reading.upTo('class', 9);
    await clock.pass(1_500);

    expect(requests).toEqual(['class 9']);
  });

  it('is told after the next greeting when the hub was away', async () => {
    live = false;
    reachable = false;
    reading.upTo('class', 9);
    await clock.pass(1_500);
    live = true;
    reading.tell();
    await settle();
    reading.tell();

    expect(frames).toEqual(['class 9']);
  });
});
