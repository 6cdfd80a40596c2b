import assert from 'node:assert/strict';
import { channel } from '../visitors.mjs';

/** A parent finds the teacher among the contacts, writes, and finds the words again by searching. */
export default async function finding(visitors, { parent, teacher }) {
  const page = await visitors.signIn(parent);
  await page.getByRole('link', { name: 'Nouveau message' }).click();
  await page.getByLabel('Chercher une personne').fill(teacher.family);
  await page.locator('li button').filter({ hasText: teacher.family }).click();
  await page.getByLabel('Votre message').fill('Le rendez-vous chez l’orthophoniste est déplacé.');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  const own = page.getByRole('article').filter({ hasText: 'orthophoniste' });
  await own.getByRole('button', { name: /Actions pour le message/ }).waitFor();

  await page.getByRole('link', { name: 'Retour' }).click();
  await page.getByRole('link', { name: 'Rechercher' }).click();
  await page.getByLabel('Chercher dans vos messages').fill('ORTHOPHONISTE');
  await page.getByRole('button', { name: 'Rechercher' }).click();
  assert.equal(await page.locator('mark').first().textContent(), 'orthophoniste');
  await page.locator('mark').first().click();
  await page.getByRole('article').filter({ hasText: 'orthophoniste' }).waitFor();

  const teachersPage = await visitors.signIn(teacher, { wide: true });
  await channel(teachersPage, 'Message direct', 'orthophoniste').waitFor();
}
