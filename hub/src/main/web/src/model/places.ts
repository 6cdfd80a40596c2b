import type { PostPlace } from '../wire/types';

/** A place whose routes somebody decides about, as it stands in the hub's paths. */
export interface DecidedPlace {
  path: string;
  label: string;
}

/** Those of a head, a town's officer and an operator; an officer of two services decides for the town once. */
export function placesToDecide(posts: PostPlace[]): DecidedPlace[] {
  const found = new Map<string, DecidedPlace>();
  for (const { role, label, school, town, territory } of posts) {
    const path =
      role === 'head' && school ? `schools/${school}` : role === 'officer' && town ? `towns/${town}` : role === 'operator' && territory ? `territories/${territory}` : undefined;
    if (path && !found.has(path)) found.set(path, { path, label });
  }
  return [...found.values()];
}
