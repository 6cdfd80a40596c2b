import { beforeEach, describe, expect, it } from 'vitest';
import { problemOf, Refusal, Unreachable } from '../link/refusal';
import { settle, TestClock } from '../testing/clock';
import { aPost, ME } from '../testing/posts';
import type { NewPost, Post } from '../wire/types';
import { notYetIn, Outbox, type Pending } from './outbox';

let clock: TestClock;
let tries: NewPost[];
let answers: (() => Promise<Post>)[];
let sent: string[];
let refused: string[];
let outbox: Outbox;

const committed = (seq: number) => () => Promise.resolve(aPost(seq));
const lost = () => Promise.reject(new Unreachable());
const forbidden = () => Promise.reject(new Refusal(problemOf(403, { code: 'replies_closed', detail: '' })));

beforeEach(() => {
  clock = new TestClock();
  tries = [];
  answers = [];
  sent = [];
  refused = [];
  let keys = 0;
  outbox = new Outbox({
    send: (_, post) => {
      tries.push(post);
      return (answers.shift() ?? lost)();
    },
    random: () => 0.5,
    now: clock.now,
    after: clock.after,
    newKey: () => `key-${++keys}`,
    changed: () => {},
    sent: (_, key) => sent.push(key),
    refused: (_, key) => refused.push(key),
  });
});

describe('the outbox', () => {
  it('sends a lost post again under the same key until it is committed', async () => {
    answers = [lost, lost, committed(1)];

    outbox.add('class', { body: 'Bonjour' }, 0);
    await clock.pass(20_000);

    expect(tries.map(({ key }) => key)).toEqual(['key-1', 'key-1', 'key-1']);
    expect(sent).toEqual(['key-1']);
    expect(outbox.pending).toEqual([]);
  });

  it('waits as long as the hub asks', async () => {
    answers = [() => Promise.reject(new Refusal(problemOf(429, { code: 'too_many_requests', detail: '', retryable: true, retryAfter: 30 }))), committed(1)];

    outbox.add('class', { body: 'Bonjour' }, 0);
    await clock.pass(30_000);
    expect(tries).toHaveLength(1);
    await clock.pass(1_000);

    expect(sent).toEqual(['key-1']);
  });

  it('keeps the order of a channel: the second waits for the first', async () => {
    answers = [lost, committed(1), committed(2)];

    outbox.add('class', { body: 'one' }, 0);
    outbox.add('class', { body: 'two' }, 0);
    await settle();
    expect(tries.map(({ body }) => body)).toEqual(['one']);
    await clock.pass(20_000);

    expect(tries.map(({ body }) => body)).toEqual(['one', 'one', 'two']);
  });

  it('does not let one channel wait for another', async () => {
    answers = [lost, committed(1)];

    outbox.add('class', { body: 'one' }, 0);
    outbox.add('direct', { body: 'two' }, 0);
    await settle();

    expect(sent).toEqual(['key-2']);
  });

  it('does not repeat what the hub refused; the author may, under the same key', async () => {
    answers = [forbidden, committed(1)];

    const key = outbox.add('class', { body: 'Bonjour' }, 0);
    await clock.pass(60_000);
    expect(tries).toHaveLength(1);
    expect(refused).toEqual([key]);
    expect(outbox.pending[0]?.state).toBe('refused');

    outbox.retry(key);
    await settle();

    expect(tries[1]?.key).toBe(key);
    expect(outbox.pending).toEqual([]);
  });

  it('tries at once when the network is back', async () => {
    answers = [lost, committed(1)];
    outbox.add('class', { body: 'Bonjour' }, 0);
    await settle();

    outbox.wake();
    await settle();

    expect(sent).toEqual(['key-1']);
  });

  it('goes on with the next when a refused post is given up', async () => {
    answers = [forbidden, committed(1)];
    const key = outbox.add('class', { body: 'one' }, 0);
    outbox.add('class', { body: 'two' }, 0);
    await settle();

    outbox.discard(key);
    await settle();

    expect(sent).toEqual(['key-2']);
  });
});

describe('a post on its way', () => {
  const own = { account: ME, name: 'Moi', profile: 'guardian' } as const;
  const entry: Pending = { channel: 'class', post: { key: 'k', body: 'Bonjour ' }, at: '', since: 4, state: 'sending' };

  it('is not shown beside itself when the stream brought it first', () => {
    expect(notYetIn([entry], [aPost(5, { author: own, body: 'Bonjour' })], ME)).toEqual([]);
  });

  it('is not mistaken for an earlier post of the same words', () => {
    expect(notYetIn([entry], [aPost(4, { author: own, body: 'Bonjour' })], ME)).toEqual([entry]);
  });

  it('is shown as often as it was written', () => {
    const again: Pending = { ...entry, post: { ...entry.post, key: 'l' } };

    expect(notYetIn([entry, again], [aPost(5, { author: own, body: 'Bonjour' })], ME)).toEqual([again]);
  });
});
