import assert from 'node:assert/strict';
import { channel } from '../visitors.mjs';

/** Nobody sees a way to an alert who has no right to one; its address alone does not open it. */
export default async function alertWithoutRight(visitors, { head, school }) {
  const page = await visitors.signIn(head, { wide: true });
  await channel(page, 'Informations de l’école', school).click();
  await page.getByRole('link', { name: 'Écrire une information' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Alerte' }).count(), 0);

  await page.goto(`${page.url()}/alert`);
  await page.getByText('Vous n’avez pas le droit de lancer une alerte ici.').waitFor();
}
