/**
 * How long to wait before try number `attempt` (from 0), in milliseconds: anywhere between 0 and a ceiling that doubles
 * each time ("full jitter"), so that the thousands whom a restart of the hub disconnects do not come back in one wave.
 */
export function fullJitter(attempt: number, random: () => number, base = 1_000, ceiling = 30_000): number {
  return Math.round(random() * Math.min(ceiling, base * 2 ** Math.min(attempt, 20)));
}
