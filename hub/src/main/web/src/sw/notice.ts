/** What a push says: an id and a word of the hub's. */
export interface Pushed {
  id: string;
  category: string;
}

/** What the hub tells of a post to somebody who may read it. */
export interface Notice {
  channel: string;
  seq: number;
  title?: string;
  author: string;
}

export type Language = 'fr' | 'en';

export interface Shown {
  title: string;
  body: string;
  path: string;
  channel?: string;
  seq?: number;
}

const neutral: Record<Language, Record<string, string>> = {
  fr: {
    safety: 'Alerte de sécurité',
    class_pupils: 'Nouveau message de la classe',
    class_families: 'Nouveau message de la classe',
    liaison: 'Nouveau mot dans le cahier de liaison',
    direct: 'Nouveau message',
    staff_room: 'Nouveau message de la salle des maîtres',
    inspection: 'Nouveau message de la circonscription',
    town_bulletin: 'Nouvelle information de la mairie',
    school_notice: 'Nouvelle information de l’école',
  },
  en: {
    safety: 'Safety alert',
    class_pupils: 'New message of the class',
    class_families: 'New message of the class',
    liaison: 'New note in the liaison book',
    direct: 'New message',
    staff_room: 'New message in the staff room',
    inspection: 'New message of the district',
    town_bulletin: 'News from the town',
    school_notice: 'News from the school',
  },
};
const open = { fr: 'Ouvrez Préau pour le lire.', en: 'Open Préau to read it.' };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads what came; nothing where it is no push of ours. */
export function pushed(json: unknown): Pushed | undefined {
  const { id, category } = (json ?? {}) as Record<string, unknown>;
  return typeof id === 'string' && UUID.test(id) && typeof category === 'string' ? { id, category } : undefined;
}

/** What is shown: the post's title where it is known, else words that say no more than where to look. */
export function shown(category: string, language: Language, notice?: Notice): Shown {
  const kind = neutral[language][category] ?? neutral[language]['direct']!;
  if (!notice) return { title: kind, body: open[language], path: '/' };
  const { channel, seq, title, author } = notice;
  return { title: title ?? kind, body: title ? `${kind} · ${author}` : author, path: `/c/${channel}?post=${seq}`, channel, seq };
}
