export type Route =
  | { at: 'list' }
  | { at: 'channel'; id: string; post?: number }
  | { at: 'write'; id: string }
  | { at: 'alert'; id: string }
  | { at: 'answers'; id: string }
  | { at: 'board'; id: string; post: string }
  | { at: 'contacts' }
  | { at: 'search' }
  | { at: 'account' }
  | { at: 'tasks' };

/** Reads an address of this client; what it does not know is the list. */
export function routeOf(path: string, query = ''): Route {
  const [first, id, third, fourth] = path.split('/').filter(Boolean);
  if (first === 'c' && id) {
    if (third === 'write' || third === 'alert' || third === 'answers') return { at: third, id };
    if (third === 'reach' && fourth) return { at: 'board', id, post: fourth };
    const post = Number(new URLSearchParams(query).get('post'));
    return Number.isSafeInteger(post) && post > 0 ? { at: 'channel', id, post } : { at: 'channel', id };
  }
  return first === 'contacts' || first === 'search' || first === 'account' || first === 'tasks' ? { at: first } : { at: 'list' };
}

export function pathOf(route: Route): string {
  switch (route.at) {
    case 'list':
      return '/';
    case 'channel':
      return `/c/${route.id}${route.post ? `?post=${route.post}` : ''}`;
    case 'board':
      return `/c/${route.id}/reach/${route.post}`;
    case 'write':
    case 'alert':
    case 'answers':
      return `/c/${route.id}/${route.at}`;
    default:
      return `/${route.at}`;
  }
}
