import { CloseCode } from '../wire/frames';
import { fullJitter } from './backoff';

/** What to do after a connection was closed. */
export type Next =
  | { do: 'redial'; after: number; freshToken: boolean }
  /** Ask the hub again who one is, and start anew. */
  | { do: 'restart' };

const A_MINUTE = 60_000;

/** The longest wait that is believed, should a hub say nonsense. */
const LONGEST_TOLD = 5 * A_MINUTE;

/**
 * When the hub says to come back: the number after the word in a close's reason.
 *
 * @returns milliseconds, or undefined where nothing is said
 */
export function toldToWait(reason: string): number | undefined {
  const found = /^\w+ (\d{1,9})$/.exec(reason);
  return found ? Math.min(LONGEST_TOLD, Number(found[1])) : undefined;
}

/**
 * Reads a close code (see asyncapi.yaml).
 *
 * @param attempt connections in a row that did not last
 * @param told when the hub said to come back, in milliseconds
 */
export function afterClose(code: number, attempt: number, random: () => number, told?: number): Next {
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
      // The hub spreads all who were cut together; who fails again and again waits longer all the same.
      if (told !== undefined) return { do: 'redial', after: attempt === 0 ? told : told + fullJitter(attempt, random), freshToken: false };
      return { do: 'redial', after: fullJitter(attempt, random), freshToken: false };
  }
}
