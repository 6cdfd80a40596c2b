import { describe, expect, it } from 'vitest';
import { placesToDecide } from './places';

describe('places to decide about', () => {
  it('are the school of a head, the town of an officer and the territory of an operator, each once', () => {
    expect(
      placesToDecide([
        { role: 'head', label: 'École Jean Zay', school: 's1' },
        { role: 'teacher', label: 'École Jean Zay, CP', school: 's1' },
        { role: 'officer', label: 'Cantine, Montreuil', town: 't1' },
        { role: 'officer', label: 'Transport, Montreuil', town: 't1' },
        { role: 'operator', label: 'Est', territory: 'e1' },
      ]),
    ).toEqual([
      { path: 'schools/s1', label: 'École Jean Zay' },
      { path: 'towns/t1', label: 'Cantine, Montreuil' },
      { path: 'territories/e1', label: 'Est' },
    ]);
  });

  it('are none for who teaches', () => {
    expect(placesToDecide([{ role: 'teacher', label: 'CP', school: 's1' }])).toEqual([]);
  });
});
