import { beforeEach, describe, expect, it } from 'vitest';
import { TestClock } from '../testing/clock';
import type { Signed } from '../wire/types';
import type { Call } from './http';
import { problemOf, Refusal, SignedOut, Unreachable } from './refusal';
import { Session } from './session';

const account = { id: 'me', profile: 'guardian', name: 'Awa Diop', language: 'fr' } as const;
const signed = (accessToken: string): Signed => ({ accessToken, expiresIn: 600, session: 's', account });
const no = (status: number): Refusal => new Refusal(problemOf(status, { code: 'x', detail: '' }));

let clock: TestClock;
let calls: string[];
let answer: (path: string, options: Call) => unknown;
let session: Session;

beforeEach(() => {
  clock = new TestClock();
  calls = [];
  session = new Session({
    call: async <T>(path: string, options: Call = {}): Promise<T> => {
      calls.push(`${path} ${options.token ?? '-'}`);
      return answer(path, options) as T;
    },
    now: clock.now,
    alone: (work) => work(),
    language: () => 'fr',
  });
});

describe('a session', () => {
  it('makes one refresh, however many ask at once', async () => {
    answer = () => signed('one');

    const tokens = await Promise.all([session.token(), session.token(), session.refresh()]);

    expect(tokens.slice(0, 2)).toEqual(['one', 'one']);
    expect(calls).toEqual(['/api/v1/sessions/refresh -']);
  });

  it('keeps its token until it is about to end', async () => {
    session.adopt(signed('one'));
    answer = () => signed('two');

    clock.time += 590_000;
    expect(await session.token()).toBe('one');
    clock.time += 8_000;
    expect(await session.token()).toBe('two');
  });

  it('asks for the next token well before the end of this one', () => {
    session.adopt(signed('one'));

    expect(session.refreshAt - clock.now()).toBe(525_000);
  });

  it('renews a token that the hub no longer takes, and asks again once', async () => {
    session.adopt(signed('old'));
    answer = (path, { token }) => {
      if (path.endsWith('/refresh')) return signed('new');
      if (token === 'old') throw no(401);
      return 'ok';
    };

    expect(await session.call('/api/v1/me')).toBe('ok');
    expect(calls).toEqual(['/api/v1/me old', '/api/v1/sessions/refresh -', '/api/v1/me new']);
  });

  it('does not send a wrong password a second time', async () => {
    session.adopt(signed('one'));
    answer = () => {
      throw new Refusal(problemOf(401, { code: 'bad_credentials', detail: '' }));
    };

    await expect(session.call('/api/v1/me/password', { method: 'PUT' })).rejects.toThrow(Refusal);
    expect(calls).toEqual(['/api/v1/me/password one']);
  });

  it('is over when the hub refuses the cookie', async () => {
    answer = () => {
      throw no(401);
    };

    await expect(session.token()).rejects.toThrow(SignedOut);
  });

  it('is not over when the hub is out of reach', async () => {
    answer = () => {
      throw new Unreachable();
    };
    await expect(session.token()).rejects.toThrow(Unreachable);
    answer = () => signed('one');

    expect(await session.token()).toBe('one');
  });
});
