import { Refusal, Unreachable } from '../link/refusal';
import type { AudienceChoice, Channel, Leaving } from '../wire/types';
import type { Texts } from './fr';

/** "14:05" */
export function timeOf(at: string, t: Texts): string {
  return new Date(at).toLocaleTimeString(t.locale, { hour: '2-digit', minute: '2-digit' });
}

/** "Aujourd’hui", "Hier", "lundi 3 mars", or with its year where that is another one. */
export function dayName(at: string, t: Texts, now: Date): string {
  const day = new Date(at);
  const distance = daysBetween(day, now);
  if (distance === 0) return t.talk.today;
  if (distance === 1) return t.talk.yesterday;
  const year = day.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return day.toLocaleDateString(t.locale, { weekday: 'long', day: 'numeric', month: 'long', ...year });
}

/** For a list: the time of today, else "Hier", the weekday within a week, else the date. */
export function shortDate(at: string, t: Texts, now: Date): string {
  const day = new Date(at);
  const distance = daysBetween(day, now);
  if (distance === 0) return timeOf(at, t);
  if (distance === 1) return t.talk.yesterday;
  if (distance > 0 && distance < 7) return day.toLocaleDateString(t.locale, { weekday: 'short' });
  const year = day.getFullYear() === now.getFullYear() ? {} : ({ year: '2-digit' } as const);
  return day.toLocaleDateString(t.locale, { day: 'numeric', month: 'short', ...year });
}

/** A date and a time in full. */
export function fullDate(at: string, t: Texts): string {
  return new Date(at).toLocaleString(t.locale, { dateStyle: 'long', timeStyle: 'short' });
}

/** When notices leave, for the writer: "lundi 7 septembre à 07:00". */
export function leaving({ atOnce, later, from, to }: Leaving, t: Texts): string {
  if (!from || !to) return '';
  const day = new Date(from).toLocaleDateString(t.locale, { weekday: 'long', day: 'numeric', month: 'long' });
  return t.writer.leaves(later, atOnce, day, timeOf(from, t), timeOf(to, t));
}

function daysBetween(day: Date, now: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(day)) / 86_400_000);
}

/** What a channel is called: the main words, and what tells more. */
export function channelName(channel: Pick<Channel, 'kind' | 'place' | 'service'>, t: Texts): { main: string; more: string } {
  switch (channel.kind) {
    case 'town_bulletin':
      return { main: channel.service ? t.services[channel.service] : t.kinds.town_bulletin, more: channel.place };
    case 'school_notice':
    case 'staff_room':
    case 'inspection':
      return { main: t.kinds[channel.kind], more: channel.place };
    default: {
      // The hub says "CE1 B · École Jean Zay" and "Inès Diop · CE1 B": the first part tells most.
      const [main = '', ...rest] = channel.place.split(' · ');
      return { main, more: [t.kinds[channel.kind], ...rest].join(' · ') };
    }
  }
}

/** What an audience is called where it stands alone; the hub's label is that of the place only. */
export function audienceName({ scope, label, group }: AudienceChoice, wholeTown: boolean, t: Texts): string {
  switch (scope) {
    case 'town':
      return t.writer.scopes.town;
    case 'class':
      return group ? `${label}, ${group}` : label;
    case 'school':
    case 'line':
      return label;
    default:
      return wholeTown ? `${t.writer.scopes[scope]}, ${t.writer.wholeTown}` : `${t.writer.scopes[scope]}, ${label}`;
  }
}

/** Markdown without its marks, on one line: for excerpts and for what a screen reader announces. */
export function plainText(body: string): string {
  return body
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:[-*+]|\d+[.)]|>)\s+/gm, '')
    .replace(/(\*\*|__|\*|`)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What to tell a person about a failure: own words for what is common, else what the hub says to do. */
export function failureText(failure: unknown, t: Texts): string {
  if (failure instanceof Unreachable) return t.problems.unreachable;
  if (!(failure instanceof Refusal)) return t.problems.unknown;
  const { code, status, detail, retryAfter } = failure.problem;
  if (retryAfter !== undefined && status === 429) return t.problems.rate_limited(retryAfter);
  if (detail !== '') return detail;
  if (code === 'forbidden' || status === 403) return t.problems.forbidden;
  if (code === 'not_found' || status === 404) return t.problems.not_found;
  return t.problems.unknown;
}

/** Splits an excerpt of the search at its marks: the words found stand between « and ». */
export function excerptParts(excerpt: string): { text: string; found: boolean }[] {
  return excerpt
    .split(/(«[^»]*»)/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('«') && part.endsWith('»') ? { text: part.slice(1, -1).trim(), found: true } : { text: part, found: false }));
}

/** First letters of a name, for its badge. */
export function initials(name: string): string {
  const words = name.replace(/^(?:M\.|Mme|Mlle|Mr|Mrs|Ms)\s+/, '').split(/[\s-]+/).filter(Boolean);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words[words.length - 1]?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}

/** A name for the list of sessions: "Chrome, Android". */
export function deviceName(agent: string): string {
  const browser = /Edg\//.test(agent) ? 'Edge' : /Firefox\//.test(agent) ? 'Firefox' : /Chrom(?:e|ium)\//.test(agent) ? 'Chrome' : /Safari\//.test(agent) ? 'Safari' : 'Web';
  const system = /Android/.test(agent) ? 'Android' : /iPhone|iPad/.test(agent) ? 'iOS' : /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? 'macOS' : /Linux/.test(agent) ? 'Linux' : '';
  return system ? `${browser}, ${system}` : browser;
}
