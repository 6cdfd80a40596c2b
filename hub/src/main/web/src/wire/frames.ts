// The frames of the stream, as api/asyncapi.yaml words them.

import type { Post, Reach } from './types';

export type ClientFrame =
  | { type: 'hello'; token: string; cursors?: Record<string, number>; channels?: string[] }
  | { type: 'subscribe'; id: string; channel: string; after?: number }
  | { type: 'read'; channel: string; seq: number }
  | { type: 'typing'; channel: string }
  | { type: 'token'; token: string };

export interface Welcome {
  type: 'welcome';
  session: string;
  account: string;
  channels: Record<string, number>;
  pingSeconds: number;
  /** After how long to come back when the connection is cut; a hub before that said nothing. */
  comeBackMillis?: number;
}

export interface ChannelEvent {
  type: 'event';
  kind: 'posted' | 'edited' | 'recalled';
  channel: string;
  seq: number;
  post: Post;
}

export interface StreamProblem {
  type: 'problem';
  code: string;
  status: number;
  detail: string;
  retryable: boolean;
  key?: string;
  id?: string;
  channel?: string;
  field?: string;
  retryAfter?: number;
}

export type ServerFrame =
  | Welcome
  | ChannelEvent
  | StreamProblem
  | { type: 'end'; channel: string; seq: number; id?: string }
  /** Read the channel anew: nothing can be caught up from this cursor. It is live from after `seq` on. */
  | { type: 'resync'; channel: string; reason: 'ahead' | 'expired' | 'too_far'; seq: number; id?: string }
  | { type: 'ack'; key: string; channel: string; post: string; seq: number; duplicate: boolean }
  | { type: 'cursor'; channel: string; seq: number }
  | { type: 'typist'; channel: string; account: string; name: string }
  | { type: 'reach'; channel: string; post: string; reach: Reach }
  | { type: 'joined'; channel: string; seq: number }
  | { type: 'left'; channel: string };

/** Why a connection was closed, of those codes that ask for something else than simply coming back. */
export const CloseCode = {
  signInAgain: 4001,
  rightsLost: 4003,
  tooManySockets: 4009,
  tooManyMessages: 4029,
} as const;

/** Reads one frame; undefined where it is none, so that a newer hub cannot break this client. */
export function readFrame(text: string): ServerFrame | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    if (typeof frame === 'object' && frame !== null && 'type' in frame && typeof frame.type === 'string') {
      return frame as ServerFrame;
    }
  } catch {
    // Not JSON: the same as an unknown frame.
  }
  return undefined;
}
