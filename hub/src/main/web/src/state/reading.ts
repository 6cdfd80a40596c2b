import type { Hub } from '../link/hub';
import { Refusal } from '../link/refusal';
import type { ClientFrame } from '../wire/frames';
import type { Rooms } from './rooms.svelte';

/** A lively channel is told of once in this time: the hub takes 100 messages a minute and closes after more. */
const GATHER_MS = 1_500;

export interface ReadingWorld {
  send(frame: ClientFrame): boolean;
  after(ms: number, work: () => void): () => void;
}

/** Tells the hub how far the person has read; what could not be told is told after the next greeting. */
export class Reading {
  readonly #untold = new Map<string, number>();
  #cancel: (() => void) | undefined;

  constructor(
    readonly hub: Pick<Hub, 'markRead'>,
    readonly rooms: Pick<Rooms, 'channels' | 'cursor'>,
    readonly world: ReadingWorld,
  ) {}

  /** All posts of the channel up to `seq` were seen. */
  upTo(id: string, seq: number): void {
    const channel = this.rooms.channels.get(id);
    if (!channel || seq <= channel.readSeq) return;
    this.rooms.cursor(id, seq);
    this.#untold.set(id, seq);
    this.#cancel ??= this.world.after(GATHER_MS, () => this.tell());
  }

  /** Tells what is not told yet. */
  tell(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    for (const [channel, seq] of this.#untold) {
      const told = (): void => {
        if (this.#untold.get(channel) === seq) this.#untold.delete(channel);
      };
      if (this.world.send({ type: 'read', channel, seq })) told();
      else this.hub.markRead(channel, seq).then(told, (failure: unknown) => failure instanceof Refusal && told());
    }
  }

  clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#untold.clear();
  }
}
