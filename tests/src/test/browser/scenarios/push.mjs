import assert from 'node:assert/strict';
import { accessible, channel } from '../visitors.mjs';

/**
 * A browser is woken up by an id and a category alone, fetches the title by itself and shows it; where it may not, it shows
 * words that say nothing. What has been read is taken down.
 */
export default async function push(visitors, { base, officer, parent, school }) {
  const title = 'Cantine : service minimum';
  const page = await visitors.signIn(parent);
  await page.context().grantPermissions(['notifications'], { origin: base });
  await page.getByRole('link', { name: 'Mon compte' }).click();
  await page.getByRole('button', { name: 'Activer les notifications' }).waitFor();
  await page.getByText('Cet appareil ne vous prévient pas.').waitFor();
  await accessible(page, 'the account with its notifications');

  const post = await publish(visitors, officer, school, title);
  const device = await wakeable(page, base);
  await device.push({ id: post, category: 'town_bulletin' });
  const [shown] = await device.notifications(1);
  assert.equal(shown.title, title);
  assert.equal(shown.tag, post);
  assert.match(shown.body, /^Nouvelle information de la mairie · ./);

  await device.push({ id: post, category: 'town_bulletin' });
  await device.push({ id: '00000000-0000-4000-8000-000000000001', category: 'liaison' });
  const both = await device.notifications(2);
  assert.ok(both.some((it) => it.title === 'Nouveau mot dans le cahier de liaison' && it.body === 'Ouvrez Préau pour le lire.'));

  await page.getByRole('link', { name: 'Retour' }).click();
  await channel(page, 'Cantine').click();
  await page.getByRole('article').filter({ hasText: title }).first().waitFor();
  assert.equal((await device.notifications(1))[0].title, 'Nouveau mot dans le cahier de liaison', 'what was read is taken down');
}

async function publish(visitors, officer, school, title) {
  const page = await visitors.signIn(officer, { wide: true });
  await channel(page, 'Cantine').click();
  await page.getByRole('link', { name: 'Écrire un bulletin' }).click();
  await page.getByLabel('Titre').fill(title);
  await page.getByLabel('Texte').fill('Repas froid.');
  await page.getByRole('group', { name: 'Usagers de la cantine' }).getByText(school).click();
  await page.getByRole('button', { name: 'Relire et envoyer' }).click();
  const posted = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/posts'));
  await page.getByRole('dialog').getByRole('button', { name: 'Envoyer' }).click();
  return (await (await posted).json()).id;
}

/** The page's browser as its push service sees it: subscribing would need the network, being woken up does not. */
async function wakeable(page, base) {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === `${base}/`);
      if (ours) resolve(ours.registrationId);
    }),
  );
  await devtools.send('ServiceWorker.enable');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
  });
  const registrationId = await registered;
  return {
    push: (message) => devtools.send('ServiceWorker.deliverPushMessage', { origin: base, registrationId, data: JSON.stringify(message) }),
    /** What it shows, once it is so many. */
    async notifications(count) {
      const until = Date.now() + 15_000;
      for (;;) {
        const all = await page.evaluate(async () =>
          (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag }) => ({ title, body, tag })));
        if (all.length === count) return all;
        if (Date.now() > until) throw new Error(`${count} notifications expected, shown are ${JSON.stringify(all)}`);
        await new Promise((later) => setTimeout(later, 100));
      }
    },
  };
}
