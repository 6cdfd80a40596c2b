import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE_MS = 15_000;

/** The people of a scenario, each in a browser context of their own: no cookie and no storage is shared. */
export class Visitors {
  pages = [];
  errors = [];

  constructor(browser, world) {
    this.browser = browser;
    this.world = world;
  }

  /** A page that nobody is signed in on; a phone where no other size is asked for. */
  async come({ wide = false, dark = false, proxy } = {}) {
    const context = await this.browser.newContext({
      viewport: wide ? { width: 1280, height: 800 } : { width: 390, height: 844 },
      colorScheme: dark ? 'dark' : 'light',
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      ...(proxy ? { proxy } : {}),
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.errors.push(error.stack ?? String(error)));
    page.on('console', (message) => {
      // A policy that was broken is a fault of ours; an answer such as 401 is none.
      if (message.type() === 'error' && /Content Security Policy|Refused to/i.test(message.text())) this.errors.push(message.text());
    });
    this.pages.push(page);
    await page.goto(this.world.base);
    await page.getByLabel('Identifiant').waitFor();
    return page;
  }

  /** A page on which this person is signed in and sees their channels. */
  async signIn(person, options) {
    const page = await this.come(options);
    await page.getByLabel('Identifiant').fill(person.login);
    await page.getByLabel('Mot de passe', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('heading', { name: 'Messages', exact: true }).waitFor({ state: 'attached' });
    return page;
  }

  /** Fails where a script of ours failed, or broke the content security policy. */
  complain() {
    if (this.errors.length > 0) throw new Error(`errors in the pages:\n${this.errors.join('\n')}`);
  }
}

/** The channel in the list whose entry says all of these words. */
export function channel(page, ...words) {
  return words.reduce((found, word) => found.filter({ hasText: word }), page.locator('.side li a')).first();
}

/** Keeps a picture of a screen where PREAU_PICTURES names a folder: for the eyes of whoever works on it. */
export async function picture(page, name) {
  if (process.env.PREAU_PICTURES) await page.screenshot({ path: `${process.env.PREAU_PICTURES}/${name}.png` });
}

/** Fails where the accessibility of a screen has a fault that a machine can find (WCAG 2.1 A and AA). */
export async function accessible(page, screen) {
  // The last words that were read out, colours on their way and the like come to rest first.
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }),
  );
  if (violations.length > 0) {
    const lines = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join('\n')}`);
    throw new Error(`${screen} is not accessible:\n${lines.join('\n')}`);
  }
}
