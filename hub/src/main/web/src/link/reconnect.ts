import { CloseCode } from '../wire/frames';
import { fullJitter } from './backoff';

/** What to do after a connection was closed. */
export type Next =
  | { do: 'redial'; after: number; freshToken: boolean }
  /** Ask the hub again who one is, and start anew. */
  | { do: 'restart' };

const A_MINUTE = 60_000;

/**
 * Reads a close code (see asyncapi.yaml).
 *
 * @param attempt connections in a row that did not last
 */
export function afterClose(code: number, attempt: number, random: () => number): Next {
  switch (code) {
    case CloseCode.signInAgain:
      // At once the first time: the token ran out, and a new one is there for the asking.
      return { do: 'redial', after: attempt === 0 ? 0 : fullJitter(attempt, random), freshToken: true };
    case CloseCode.rightsLost:
      return { do: 'restart' };
    case CloseCode.tooManySockets:
    case CloseCode.tooManyMessages:
      return { do: 'redial', after: A_MINUTE + fullJitter(4, random), freshToken: false };
    default:
      return { do: 'redial', after: fullJitter(attempt, random), freshToken: false };
  }
}
