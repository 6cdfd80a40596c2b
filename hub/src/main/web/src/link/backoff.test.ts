import { describe, expect, it } from 'vitest';
import { fullJitter } from './backoff';

describe('waiting before the next try', () => {
  it('is anywhere from nothing to a ceiling that doubles up to 30 s', () => {
    const ceilings = [0, 1, 2, 3, 10, 5_000].map((attempt) => fullJitter(attempt, () => 1));

    expect(ceilings).toEqual([1_000, 2_000, 4_000, 8_000, 30_000, 30_000]);
    expect(fullJitter(10, () => 0)).toBe(0);
  });
});
