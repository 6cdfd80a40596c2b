import { describe, expect, it } from 'vitest';
import { Cursors } from './cursors';

describe('cursors', () => {
  it('take the next event, know one that was there, and see a gap', () => {
    const cursors = new Cursors();
    cursors.start('class', 4, false);

    expect(cursors.accept('class', 5, true)).toBe('next');
    expect(cursors.accept('class', 5, true)).toBe('seen');
    expect(cursors.accept('class', 3, true)).toBe('seen');
    expect(cursors.accept('class', 7, true)).toBe('gap');
    expect(cursors.of('class')).toBe(5);
  });

  it('see no gap in a bulletin channel, which numbers posts for other audiences too', () => {
    const cursors = new Cursors();
    cursors.start('town', 4, true);

    expect(cursors.accept('town', 9, true)).toBe('next');
  });

  it('see no gap while the hub catches up', () => {
    const cursors = new Cursors();
    cursors.start('class', 4, false);

    expect(cursors.accept('class', 9, false)).toBe('next');
  });

  it('never move back', () => {
    const cursors = new Cursors();
    cursors.start('class', 4, false);
    cursors.start('class', 9, false);
    cursors.advance('class', 2);

    expect(cursors.of('class')).toBe(4);
  });

  it('begin anew with a channel that was forgotten', () => {
    const cursors = new Cursors();
    cursors.start('class', 40, false);
    cursors.forget('class');

    expect(cursors.accept('class', 12, true)).toBe('next');
  });

  it('give as many as fit into a greeting', () => {
    const cursors = new Cursors();
    for (let one = 0; one < 10; one++) cursors.start(`c${one}`, one, false);

    expect(Object.keys(cursors.first(3))).toEqual(['c0', 'c1', 'c2']);
  });
});
