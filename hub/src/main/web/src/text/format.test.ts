import { describe, expect, it } from 'vitest';
import { problemOf, Refusal, Unreachable } from '../link/refusal';
import { channelName, dayName, deviceName, excerptParts, failureText, initials, plainText, shortDate } from './format';
import { en } from './en';
import { fr } from './fr';

const now = new Date(2026, 10, 5, 15, 30);
const at = (year: number, month: number, day: number, hour = 9): string => new Date(year, month - 1, day, hour, 5).toISOString();

describe('dates', () => {
  it('are said as people say them', () => {
    expect(dayName(at(2026, 11, 5), fr, now)).toBe('Aujourd’hui');
    expect(dayName(at(2026, 11, 4, 23), fr, now)).toBe('Hier');
    expect(dayName(at(2026, 11, 2), fr, now)).toBe('lundi 2 novembre');
    expect(dayName(at(2025, 11, 2), fr, now)).toBe('dimanche 2 novembre 2025');
    expect(dayName(at(2026, 11, 2), en, now)).toMatch(/^Monday,? 2 November$/);
  });

  it('are short in a list', () => {
    expect(shortDate(at(2026, 11, 5), fr, now)).toBe('09:05');
    expect(shortDate(at(2026, 11, 2), fr, now)).toBe('lun.');
    expect(shortDate(at(2026, 9, 2), fr, now)).toBe('2 sept.');
  });

  it('hold across the change of the clocks', () => {
    expect(dayName(new Date(2026, 9, 24, 23, 30).toISOString(), fr, new Date(2026, 9, 25, 12))).toBe('Hier');
  });
});

describe('names', () => {
  it('of a channel say first what tells it apart', () => {
    expect(channelName({ kind: 'town_bulletin', place: 'Vélizy', service: 'canteen' }, fr)).toEqual({ main: 'Cantine', more: 'Vélizy' });
    expect(channelName({ kind: 'liaison', place: 'Inès Diop · CE1 B' }, fr)).toEqual({ main: 'Inès Diop', more: 'Cahier de liaison · CE1 B' });
    expect(channelName({ kind: 'direct', place: 'Mme Morel' }, fr)).toEqual({ main: 'Mme Morel', more: 'Message direct' });
  });

  it('are shortened to their letters', () => {
    expect([initials('Awa Diop'), initials('Mme Claire Le Gall'), initials('')]).toEqual(['AD', 'CG', '?']);
  });

  it('of a device are enough to know it again', () => {
    expect(deviceName('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36')).toBe('Chrome, Android');
    expect(deviceName('')).toBe('Web');
  });
});

describe('texts', () => {
  it('lose the marks of their formatting in an excerpt', () => {
    expect(plainText('**Menu**\n- [Lien](https://exemple.fr)\n> cité `code`')).toBe('Menu Lien cité code');
  });

  it('of the search are cut at what was found', () => {
    expect(excerptParts('le « menu » change')).toEqual([
      { text: 'le ', found: false },
      { text: 'menu', found: true },
      { text: ' change', found: false },
    ]);
  });

  it('of a failure say what to do', () => {
    expect(failureText(new Unreachable(), fr)).toBe(fr.problems.unreachable);
    expect(failureText(new Refusal(problemOf(429, { code: 'locked', detail: 'x', retryAfter: 90 })), fr)).toContain('2 minutes');
    expect(failureText(new Refusal(problemOf(409, { code: 'key_reused', detail: 'Écrivez-le de nouveau.' })), fr)).toBe('Écrivez-le de nouveau.');
    expect(failureText(new Refusal(problemOf(502, '<html>')), fr)).toBe(fr.problems.unknown);
    expect(failureText(new TypeError('bug'), fr)).toBe(fr.problems.unknown);
  });
});
