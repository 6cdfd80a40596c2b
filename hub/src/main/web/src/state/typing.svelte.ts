import { SvelteMap } from 'svelte/reactivity';
import { after } from './clock';

const SHOWN_MS = 6_000;
const EVERY_MS = 3_000;

interface Typist {
  account: string;
  name: string;
  until: number;
}

/** Who is typing in which channel. */
export class Typing {
  readonly #typists = new SvelteMap<string, readonly Typist[]>();
  readonly #toldAt = new Map<string, number>();

  constructor(readonly send: (channel: string) => void) {}

  names(channel: string): string[] {
    return (this.#typists.get(channel) ?? []).map(({ name }) => name);
  }

  /** Someone else is typing. */
  hear(channel: string, account: string, name: string): void {
    const until = Date.now() + SHOWN_MS;
    this.#typists.set(channel, [...this.#without(channel, account), { account, name, until }]);
    after(SHOWN_MS + 50, () => this.#typists.set(channel, this.#without(channel, '')));
  }

  /** What was typed has come. */
  done(channel: string, account: string): void {
    if (this.#typists.has(channel)) this.#typists.set(channel, this.#without(channel, account));
  }

  /** The reader is typing; told to the others at most every few seconds. */
  tell(channel: string): void {
    const now = Date.now();
    if (now - (this.#toldAt.get(channel) ?? 0) < EVERY_MS) return;
    this.#toldAt.set(channel, now);
    this.send(channel);
  }

  clear(): void {
    this.#typists.clear();
  }

  #without(channel: string, account: string): Typist[] {
    return (this.#typists.get(channel) ?? []).filter((one) => one.account !== account && one.until > Date.now());
  }
}
