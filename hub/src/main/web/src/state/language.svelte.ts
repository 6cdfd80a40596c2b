import { fr, type Texts } from '../text/fr';

export type Language = 'fr' | 'en';
const KEPT_AS = 'preau.language';

/** The words of the interface. French is part of the page, other languages are fetched when they are chosen. */
class Speech {
  t = $state.raw<Texts>(fr);
  current = $state<Language>('fr');

  /** What the person chose on this device, else nothing. */
  get chosen(): Language | undefined {
    const kept = localStorage.getItem(KEPT_AS);
    return kept === 'fr' || kept === 'en' ? kept : undefined;
  }

  /** Chooses for good, on this device. */
  async choose(language: Language): Promise<void> {
    localStorage.setItem(KEPT_AS, language);
    // The words of an older build may be gone from the hub: the new page has them.
    await this.use(language).catch(() => location.reload());
  }

  async use(language: Language): Promise<void> {
    this.t = language === 'en' ? (await import('../text/en')).en : fr;
    this.current = language;
    document.documentElement.lang = language;
  }
}

export const speech = new Speech();
