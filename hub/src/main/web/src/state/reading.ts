import type { Hub } from '../link/hub';
import { Refusal } from '../link/refusal';
import type { ClientFrame } from '../wire/frames';
import type { Rooms } from './rooms.svelte';

/** Tells the hub how far the person has read; what could not be told is told after the next greeting. */
export class Reading {
  readonly #untold = new Map<string, number>();

  constructor(
    readonly hub: Hub,
    readonly rooms: Rooms,
    readonly send: (frame: ClientFrame) => boolean,
  ) {}

  /** All posts of the channel up to `seq` were seen. */
  upTo(id: string, seq: number): void {
    const channel = this.rooms.channels.get(id);
    if (!channel || seq <= channel.readSeq) return;
    this.rooms.cursor(id, seq);
    this.#tell(id, seq);
  }

  tellAgain(): void {
    for (const [channel, seq] of this.#untold) this.#tell(channel, seq);
  }

  clear(): void {
    this.#untold.clear();
  }

  #tell(channel: string, seq: number): void {
    if (this.send({ type: 'read', channel, seq })) {
      this.#untold.delete(channel);
      return;
    }
    this.#untold.set(channel, seq);
    const told = (): void => {
      if (this.#untold.get(channel) === seq) this.#untold.delete(channel);
    };
    this.hub.markRead(channel, seq).then(told, (failure: unknown) => failure instanceof Refusal && told());
  }
}
