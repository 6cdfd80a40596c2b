import assert from 'node:assert/strict';
import { accessible, picture } from '../visitors.mjs';

/** A head sees whose contacts are no good and why, page by page, and ticks one off; a teacher has no such list. */
export default async function tasks(visitors, { head, teacher, person, child }) {
  const page = await visitors.signIn(head);
  await page.getByRole('link', { name: 'Contacts à vérifier' }).click();
  await page.getByRole('heading', { name: 'Contacts à vérifier' }).waitFor();
  const lines = page.locator('main, [role=main]').getByRole('listitem');
  const wrong = lines.filter({ hasText: person });
  await wrong.getByText('numéro de quelqu’un d’autre').waitFor();
  await wrong.getByText(child).waitFor();
  assert.equal(await page.getByText('+33700000007').count(), 0, 'the number is masked');
  assert.equal(await lines.count(), 25);
  await accessible(page, 'the contact tasks');
  await picture(page, 'tasks-phone');

  await page.getByRole('button', { name: 'Afficher la suite' }).click();
  await lines.nth(27).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Afficher la suite' }).count(), 0, 'this was the last page');

  await wrong.getByRole('button', { name: `Fait pour ${person}` }).click();
  await page.getByText(`Retiré de la liste : ${person}`).waitFor();
  await page.reload();
  await lines.first().waitFor();
  assert.equal(await wrong.count(), 0, 'it stays closed');

  const desk = await visitors.signIn(head, { wide: true, dark: true });
  await desk.getByRole('link', { name: 'Contacts à vérifier' }).click();
  await desk.getByRole('button', { name: 'Afficher la suite' }).waitFor();
  await accessible(desk, 'the contact tasks on a desk');
  await picture(desk, 'tasks-wide');

  const other = await visitors.signIn(teacher);
  await other.getByRole('link', { name: 'Mon compte' }).waitFor();
  assert.equal(await other.getByRole('link', { name: 'Contacts à vérifier' }).count(), 0);
}
