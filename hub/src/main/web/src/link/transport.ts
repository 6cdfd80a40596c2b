import type { ClientFrame, ServerFrame } from '../wire/frames';
import { readFrame } from '../wire/frames';
import { EventReader } from './sse';

/** What a connection tells its owner. After `closed` nothing more comes. */
export interface Ear {
  frame(frame: ServerFrame): void;
  /** `code` is the WebSocket's close code, 1006 where there is none; `reason` may say when to come back. */
  closed(code: number, reason?: string): void;
}

/** One open connection. */
export interface Line {
  /** False where this line cannot carry frames to the hub: then REST does. */
  send(frame: ClientFrame): boolean;
  close(): void;
}

/** Opens a connection and greets the hub with the token and the cursors. */
export type Dial = (token: string, cursors: Record<string, number>, ear: Ear) => Line;

/** The WebSocket: both directions on one connection. */
export const dialSocket: Dial = (token, cursors, ear) => {
  const url = new URL('/api/v1/stream', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url);
  let over = false;
  socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', token, cursors } satisfies ClientFrame));
  socket.onmessage = ({ data }) => {
    const frame = typeof data === 'string' ? readFrame(data) : undefined;
    if (frame && !over) ear.frame(frame);
  };
  socket.onclose = ({ code, reason }) => {
    if (!over) ear.closed(code, reason);
    over = true;
  };
  return {
    send(frame) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    close() {
      over = true;
      socket.close(1000);
    },
  };
};

/**
 * Server-Sent Events, for networks that block WebSockets. Read by `fetch`, not by `EventSource`, since the token must
 * travel in a header and never in an address.
 */
export const dialEvents: Dial = (token, cursors, ear) => {
  const stop = new AbortController();
  void listen().then(
    (code) => stop.signal.aborted || ear.closed(code),
    () => stop.signal.aborted || ear.closed(1006),
  );
  return { send: () => false, close: () => stop.abort() };

  async function listen(): Promise<number> {
    const pairs = Object.entries(cursors).map(([channel, seq]) => `${channel}:${seq}`);
    const headers: Record<string, string> = { Accept: 'text/event-stream', Authorization: `Bearer ${token}` };
    if (pairs.length > 0) headers['Last-Event-ID'] = pairs.join(',');
    const response = await fetch('/api/v1/events', { headers, cache: 'no-store', signal: stop.signal });
    if (!response.ok || !response.body) return closeCodeOf(response.status);
    const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const reader = new EventReader();
    for (;;) {
      const { done, value } = await pieces.read();
      if (done) return 1001;
      for (const { data } of reader.feed(value)) {
        const frame = readFrame(data);
        if (frame && !stop.signal.aborted) ear.frame(frame);
      }
    }
  }
};

/** The close code that a WebSocket would have given. */
function closeCodeOf(status: number): number {
  if (status === 401) return 4001;
  if (status === 403) return 4003;
  return status === 429 ? 4029 : 1006;
}
