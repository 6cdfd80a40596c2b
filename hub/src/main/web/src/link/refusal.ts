import type { Problem } from '../wire/types';

/** The hub said no, and why. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'Refusal';
  }
}

/** No answer came: no network, or the hub is down. The same request may be made again. */
export class Unreachable extends Error {
  constructor() {
    super('The hub did not answer');
    this.name = 'Unreachable';
  }
}

/** The session is over; only signing in again helps. */
export class SignedOut extends Error {
  constructor() {
    super('Signed out');
    this.name = 'SignedOut';
  }
}

/** Whether the same request may do better later. */
export function mayRetry(failure: unknown): boolean {
  return failure instanceof Unreachable || (failure instanceof Refusal && failure.problem.retryable);
}

/** How long the hub asked to wait, in milliseconds; 0 where it did not say. */
export function askedWait(failure: unknown): number {
  return failure instanceof Refusal ? (failure.problem.retryAfter ?? 0) * 1_000 : 0;
}

/** Reads a problem answer; a proxy in between may answer with something else, which becomes a problem as well. */
export function problemOf(status: number, body: unknown): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body && 'detail' in body) {
    return { retryable: false, type: '', title: '', request: '', status, ...body } as Problem;
  }
  return {
    type: 'about:blank',
    title: '',
    status,
    code: `http_${status}`,
    detail: '',
    retryable: status === 429 || status >= 500,
    request: '',
  };
}
