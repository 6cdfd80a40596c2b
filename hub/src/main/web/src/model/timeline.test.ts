import { describe, expect, it } from 'vitest';
import { aPost, ME } from '../testing/posts';
import { layOut, merge } from './timeline';

describe('merging posts', () => {
  it('keeps one of each, by number', () => {
    const merged = merge([aPost(2), aPost(4)], [aPost(3), aPost(2), aPost(1)]);

    expect(merged.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('keeps the later state, whichever comes last', () => {
    const first = aPost(1, { editedAt: '2026-11-03T09:00:00Z', body: 'one' });
    const second = aPost(1, { editedAt: '2026-11-03T09:05:00Z', body: 'two' });

    expect(merge([first], [second])[0]?.body).toBe('two');
    expect(merge([second], [first])[0]?.body).toBe('two');
    expect(merge([second], [aPost(1)])[0]?.body).toBe('two');
  });

  it('never brings a recalled post back', () => {
    const recalled = aPost(1, { recalledAt: '2026-11-03T09:00:00Z', body: '' });
    const edited = aPost(1, { editedAt: '2026-11-03T10:00:00Z' });

    expect(merge([recalled], [edited])[0]?.recalledAt).toBeDefined();
  });
});

describe('a conversation', () => {
  it('says each day once', () => {
    const lines = layOut([aPost(1, { at: '2026-11-02T10:00:00Z' }), aPost(2, { at: '2026-11-03T10:00:00Z' }), aPost(3, { at: '2026-11-03T11:00:00Z' })], 99, ME);

    expect(lines.map(({ newDay }) => newDay)).toEqual([true, true, false]);
  });

  it('draws the line of new posts once, before the first that is unread and not one’s own', () => {
    const own = { account: ME, name: 'Moi', profile: 'guardian' } as const;
    const lines = layOut([aPost(1), aPost(2, { author: own }), aPost(3), aPost(4)], 1, ME);

    expect(lines.map(({ firstUnread }) => firstUnread)).toEqual([false, false, true, false]);
  });

  it('joins posts of one breath, but nothing that has a title', () => {
    const soon = aPost(2, { at: new Date(Date.parse(aPost(1).at) + 60_000).toISOString() });
    const titled = aPost(3, { at: soon.at, title: 'Sortie' });

    expect(layOut([aPost(1), soon, titled], 99, ME).map(({ follows }) => follows)).toEqual([false, true, false]);
  });
});
