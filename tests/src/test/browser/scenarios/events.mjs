import assert from 'node:assert/strict';
import { blockingProxy } from '../proxy.mjs';
import { channel } from '../visitors.mjs';

/** In a network that blocks WebSockets, posts still arrive by themselves. */
export default async function events(visitors, { teacher, parent, liaison }) {
  const proxy = await blockingProxy();
  try {
    const blocked = await visitors.signIn(parent, { proxy: { server: proxy.server, bypass: '<-loopback>' } });
    await channel(blocked, 'Cahier de liaison', liaison).click();
    await blocked.waitForResponse((response) => response.url().endsWith('/api/v1/events') && response.status() === 200);
    assert.ok(proxy.refused() >= 2, 'the WebSocket was tried and refused');

    const teachersPage = await visitors.signIn(teacher, { wide: true });
    await channel(teachersPage, 'Cahier de liaison', liaison).click();
    await teachersPage.getByLabel('Votre message').fill('Reçu malgré le filtre ?');
    await teachersPage.getByRole('button', { name: 'Envoyer' }).click();
    await blocked.getByRole('article').getByText('Reçu malgré le filtre ?').waitFor();

    await blocked.getByLabel('Votre message').fill('Oui, et je réponds.');
    await blocked.getByRole('button', { name: 'Envoyer' }).click();
    await teachersPage.getByRole('article').getByText('Oui, et je réponds.').waitFor();
    await blocked.getByText('Envoi en cours').waitFor({ state: 'detached' });
    assert.equal(await blocked.getByRole('article').filter({ hasText: 'je réponds' }).count(), 1, 'shown once');
  } finally {
    proxy.close();
  }
}
