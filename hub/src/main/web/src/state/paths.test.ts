import { describe, expect, it } from 'vitest';
import { pathOf, routeOf, type Route } from './paths';

describe('addresses', () => {
  it('lead back to the screen that they came from', () => {
    const routes: Route[] = [
      { at: 'list' },
      { at: 'channel', id: 'x' },
      { at: 'channel', id: 'x', post: 12 },
      { at: 'write', id: 'x' },
      { at: 'alert', id: 'x' },
      { at: 'answers', id: 'x' },
      { at: 'board', id: 'x', post: 'p' },
      { at: 'contacts' },
      { at: 'search' },
      { at: 'account' },
      { at: 'tasks' },
    ];

    for (const route of routes) {
      const url = new URL(pathOf(route), 'http://localhost');
      expect(routeOf(url.pathname, url.search)).toEqual(route);
    }
  });

  it('that are unknown lead to the list', () => {
    expect(routeOf('/nowhere/at/all')).toEqual({ at: 'list' });
    expect(routeOf('/c/x', '?post=abc')).toEqual({ at: 'channel', id: 'x' });
  });
});
