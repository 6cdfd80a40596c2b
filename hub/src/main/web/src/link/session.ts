import type { Account, Signed } from '../wire/types';
import type { call as httpCall, Call } from './http';
import { Refusal, SignedOut } from './refusal';

/** Fetch a new token this long before the old one ends, so that a slow line and a slow clock do not matter. */
const AHEAD_MS = 75_000;

/** The hub did not take the token; a wrong password in the request itself is another matter. */
function tokenRefused(failure: unknown): boolean {
  return failure instanceof Refusal && failure.problem.status === 401 && failure.problem.code !== 'bad_credentials';
}

export interface SessionWorld {
  call: typeof httpCall;
  now(): number;
  /** Runs the work alone among all tabs: two tabs that trade the same refresh cookie at once look like a thief. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  language(): string;
}

/**
 * One signed-in person. The access token lives in memory only; the refresh token is a cookie that no script can read.
 * However many requests need a new token at once, one refresh is made.
 */
export class Session {
  #signed: Signed | undefined;
  #endsAt = 0;
  #refreshing: Promise<Signed> | undefined;

  constructor(
    readonly world: SessionWorld,
    readonly onSigned: (signed: Signed) => void = () => {},
  ) {}

  get account(): Account | undefined {
    return this.#signed?.account;
  }

  /** When the next refresh is due, in the clock of the world. */
  get refreshAt(): number {
    return Math.max(this.#endsAt - AHEAD_MS, this.world.now() + 5_000);
  }

  /** Takes the answer of a sign-in, an activation or a refresh. */
  adopt(signed: Signed): void {
    this.#signed = signed;
    this.#endsAt = this.world.now() + signed.expiresIn * 1_000;
    this.onSigned(signed);
  }

  forget(): void {
    this.#signed = undefined;
    this.#endsAt = 0;
  }

  /** A token with some life left. Throws {@link SignedOut} where there is none to be had. */
  async token(): Promise<string> {
    const life = this.#endsAt - this.world.now();
    if (this.#signed && life > Math.min(AHEAD_MS, 5_000)) return this.#signed.accessToken;
    return (await this.refresh()).accessToken;
  }

  /** Trades the cookie for a new token. */
  refresh(): Promise<Signed> {
    this.#refreshing ??= this.world
      .alone(() => this.#trade())
      .finally(() => {
        this.#refreshing = undefined;
      });
    return this.#refreshing;
  }

  async #trade(): Promise<Signed> {
    try {
      const signed = await this.world.call<Signed>('/api/v1/sessions/refresh', {
        method: 'POST',
        language: this.world.language(),
      });
      this.adopt(signed);
      return signed;
    } catch (failure) {
      if (failure instanceof Refusal && [400, 401, 403].includes(failure.problem.status)) {
        this.forget();
        throw new SignedOut();
      }
      throw failure;
    }
  }

  /** Calls the hub as this person; a token that the hub no longer takes is renewed once. */
  async call<T>(path: string, options: Call = {}): Promise<T> {
    const language = this.world.language();
    try {
      return await this.world.call<T>(path, { ...options, language, token: await this.token() });
    } catch (failure) {
      if (!tokenRefused(failure)) throw failure;
      const { accessToken } = await this.refresh();
      return await this.world.call<T>(path, { ...options, language, token: accessToken });
    }
  }
}
