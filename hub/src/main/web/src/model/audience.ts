import type { Audience, AudienceChoice, Scope } from '../wire/types';

/** The order in which the kinds of audience are offered. */
const SCOPES: readonly Scope[] = ['town', 'canteen', 'care_morning', 'care_evening', 'study', 'transport', 'line', 'school', 'class'];

/** One kind of audience; classes are kept by school. */
export interface Shelf {
  scope: Scope;
  groups: { name: string; choices: AudienceChoice[] }[];
}

/** How many groups one post may go to, as the hub has it. */
export const MOST_GROUPS = 200;

/** What the hub is told of the choices made. */
export function audienceOf(chosen: readonly AudienceChoice[]): Audience[] {
  return chosen.map(({ scope, ref }) => ({ scope, ref }));
}

/** One string for an audience, to compare by. */
export function keyOf({ scope, ref }: Audience): string {
  return `${scope}:${ref}`;
}

/** Sorts choices onto their shelves; only those that hold the filter's words, accents and case left aside. */
export function shelve(choices: readonly AudienceChoice[], filter: string): Shelf[] {
  const words = plain(filter).split(/\s+/).filter(Boolean);
  const wanted = choices.filter(({ label, group }) => words.every((word) => plain(`${label} ${group ?? ''}`).includes(word)));
  return SCOPES.map((scope) => ({ scope, groups: groupsOf(wanted.filter((choice) => choice.scope === scope)) })).filter(
    (shelf) => shelf.groups.length > 0,
  );
}

/** Whether a choice is the whole town of its kind, such as all canteen users. */
export function isWholeTown(choice: AudienceChoice, choices: readonly AudienceChoice[]): boolean {
  return choices.some(({ scope, ref }) => scope === 'town' && ref === choice.ref);
}

function groupsOf(choices: AudienceChoice[]): Shelf['groups'] {
  const groups = new Map<string, AudienceChoice[]>();
  for (const choice of choices) {
    const name = choice.group ?? '';
    groups.set(name, [...(groups.get(name) ?? []), choice]);
  }
  return [...groups].map(([name, inGroup]) => ({ name, choices: inGroup }));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
