import { describe, expect, it } from 'vitest';
import { en } from './en';
import { fr } from './fr';

/** Every place in a bundle, with what stands there. */
function places(texts: object, path = ''): [string, unknown][] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === 'object' ? places(value as object, `${path}${name}.`) : [[path + name, value] as [string, unknown]],
  );
}

describe('the message bundles', () => {
  it('say the same things in each language', () => {
    expect(places(en).map(([path]) => path)).toEqual(places(fr).map(([path]) => path));
  });

  it('leave nothing empty', () => {
    const empty = [...places(fr), ...places(en)].filter(([, value]) => value === '');

    expect(empty).toEqual([]);
  });

  it('count as each language does', () => {
    expect([fr.list.unread(0), fr.list.unread(1), fr.list.unread(2)]).toEqual(['0 message non lu', '1 message non lu', '2 messages non lus']);
    expect([en.list.unread(0), en.list.unread(1)]).toEqual(['0 unread messages', '1 unread message']);
  });

  it('tell in words that an alert passes the pause', () => {
    expect(fr.alert.goes(312, 0)).toBe('Elle part maintenant à 312 personnes, par tous leurs moyens.');
    expect(fr.alert.goes(312, 1)).toBe(
      'Elle part maintenant à 312 personnes, malgré la pause de la nuit, du week-end ou des congés\u00a0: 1 personne y est en ce moment.',
    );
    expect(en.alert.goes(1, 2)).toBe('It goes now to 1 person, through the rest of the night, week-end or holiday: 2 people are in it now.');
  });

  it('tell in words whom a bulletin reaches', () => {
    const count = { children: 180, people: 312, byApp: 260, bySms: 48, beyondBudget: 0, unreachable: 4 };

    expect(fr.writer.summary(count)).toBe(
      'Il s’adresse aux familles de 180 enfants, soit 312 personnes : 260 personnes dans l’application et 48 téléphones par SMS. 4 personnes n’ont ni l’une ni l’autre : il faudra les joindre autrement.',
    );
    expect(fr.writer.summary({ ...count, bySms: 0, unreachable: 0 })).toBe(
      'Il s’adresse aux familles de 180 enfants, soit 312 personnes : 260 personnes dans l’application.',
    );
    expect(fr.writer.summary({ ...count, beyondBudget: 40, unreachable: 0 })).toMatch(
      / 48 téléphones par SMS\. Le budget SMS restant ne suffit pas pour 40 téléphones/,
    );
    expect(en.writer.beyondBudget(1)).toMatch(/^The budget .* for 1 telephone:/);
  });
});
