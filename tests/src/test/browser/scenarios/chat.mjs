import assert from 'node:assert/strict';
import { channel } from '../visitors.mjs';

/** A teacher and a parent write to one another; a correction and a recall arrive as well. */
export default async function chat(visitors, { teacher, parent, liaison }) {
  const teachersPage = await visitors.signIn(teacher, { wide: true });
  const parentsPage = await visitors.signIn(parent);
  await channel(teachersPage, 'Cahier de liaison', liaison).click();
  await channel(parentsPage, 'Cahier de liaison', liaison).click();

  await write(teachersPage, 'Bonjour, pouvez-vous signer l’autorisation ?');
  await parentsPage.getByRole('article').getByText('signer l’autorisation').waitFor();

  await parentsPage.getByLabel('Votre message').pressSequentially('Oui');
  await teachersPage.getByText(/écrit…/).waitFor();
  await parentsPage.getByLabel('Votre message').fill('');
  await write(parentsPage, 'C’est fait.');
  await teachersPage.getByRole('article').getByText('C’est fait.').waitFor();
  await parentsPage.getByText('Envoi en cours').waitFor({ state: 'detached' });
  assert.equal(await parentsPage.getByRole('article').filter({ hasText: 'C’est fait.' }).count(), 1, 'shown once');

  const own = parentsPage.getByRole('article').filter({ hasText: 'C’est fait.' });
  await own.getByRole('button', { name: /Actions pour le message/ }).click();
  await own.getByRole('button', { name: 'Modifier' }).click();
  await parentsPage.getByLabel('Votre message').fill('C’est fait, elle est dans le cartable.');
  await parentsPage.getByRole('button', { name: 'Enregistrer' }).click();
  const corrected = teachersPage.getByRole('article').filter({ hasText: 'dans le cartable' });
  await corrected.getByText('modifié').waitFor();

  const answer = teachersPage.getByRole('article').filter({ hasText: 'dans le cartable' });
  await answer.getByRole('button', { name: /Actions pour le message/ }).click();
  await answer.getByRole('button', { name: 'Répondre' }).click();
  await write(teachersPage, 'Merci !');
  await parentsPage.getByRole('article').filter({ hasText: 'Merci !' }).getByText('dans le cartable').waitFor();

  const thanks = teachersPage.getByRole('article').filter({ hasText: 'Merci !' });
  await thanks.getByRole('button', { name: /Actions pour le message/ }).click();
  await thanks.getByRole('button', { name: 'Retirer' }).click();
  await teachersPage.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
  await parentsPage.getByText('Ce message a été retiré par son auteur.').waitFor();
  assert.equal(await parentsPage.getByText('Merci !').count(), 0, 'nothing of it is left');

  await withoutNetwork(parentsPage, teachersPage);
}

/** What is written while the network is away leaves by itself, once, when it is back. */
async function withoutNetwork(parentsPage, teachersPage) {
  await parentsPage.context().setOffline(true);
  await write(parentsPage, 'Écrit dans le tunnel.');
  await parentsPage.getByText('Envoi en cours').waitFor();
  await write(teachersPage, 'Écrit entre-temps.');
  await parentsPage.context().setOffline(false);

  await teachersPage.getByRole('article').getByText('Écrit dans le tunnel.').waitFor();
  await parentsPage.getByRole('article').getByText('Écrit entre-temps.').waitFor();
  await parentsPage.getByText('Envoi en cours').waitFor({ state: 'detached' });
  for (const page of [parentsPage, teachersPage]) {
    assert.equal(await page.getByRole('article').filter({ hasText: 'dans le tunnel' }).count(), 1, 'sent once');
  }
}

async function write(page, words) {
  await page.getByLabel('Votre message').fill(words);
  await page.getByRole('button', { name: 'Envoyer' }).click();
}
