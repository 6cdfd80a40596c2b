import { describe, expect, it } from 'vitest';
import type { AudienceChoice } from '../wire/types';
import { shelve } from './audience';

const choices: AudienceChoice[] = [
  { scope: 'class', ref: 'c1', label: 'CE1 B', group: 'École Jean Zay', children: 24 },
  { scope: 'class', ref: 'c2', label: 'CM2 A', group: 'École Jean Zay', children: 26 },
  { scope: 'canteen', ref: 's1', label: 'École Jean Zay', children: 180 },
  { scope: 'town', ref: 't', label: 'Vélizy', children: 2_000 },
];

describe('the shelves of audiences', () => {
  it('begin with the widest, and keep classes by school', () => {
    const shelves = shelve(choices, '');

    expect(shelves.map(({ scope }) => scope)).toEqual(['town', 'canteen', 'class']);
    expect(shelves[2]?.groups).toEqual([{ name: 'École Jean Zay', choices: [choices[0], choices[1]] }]);
  });

  it('are searched without accents, by school and class together', () => {
    expect(shelve(choices, 'ecole ce1').flatMap(({ groups }) => groups.flatMap((group) => group.choices))).toEqual([choices[0]]);
  });
});
