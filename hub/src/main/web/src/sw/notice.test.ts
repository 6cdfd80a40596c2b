import { describe, expect, it } from 'vitest';
import { pushed, shown } from './notice';

const id = '6f1c0a3e-0000-4000-8000-000000000001';

describe('a push', () => {
  it('is an id and a category, and nothing else is one', () => {
    expect(pushed({ id, category: 'liaison' })).toEqual({ id, category: 'liaison' });
    for (const other of [undefined, null, 'x', {}, { id }, { id: 'x', category: 'liaison' }, { id: '../me', category: '' }]) {
      expect(pushed(other)).toBeUndefined();
    }
  });

  it('shows the title that was fetched, and opens the post', () => {
    const notice = { channel: 'c1', seq: 7, title: 'Cantine fermée', author: 'Mme Petit' };

    expect(shown('town_bulletin', 'fr', notice)).toEqual({
      title: 'Cantine fermée',
      body: 'Nouvelle information de la mairie · Mme Petit',
      path: '/c/c1?post=7',
      channel: 'c1',
      seq: 7,
    });
  });

  it('shows a neutral text where nothing can be fetched, in the reader’s language', () => {
    expect(shown('liaison', 'fr')).toEqual({ title: 'Nouveau mot dans le cahier de liaison', body: 'Ouvrez Préau pour le lire.', path: '/' });
    expect(shown('safety', 'en').title).toBe('Safety alert');
    expect(shown('something new', 'en').title).toBe('New message');
  });
});
