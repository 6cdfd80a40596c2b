import assert from 'node:assert/strict';
import { accessible } from '../visitors.mjs';

/** A head closes a route for the school's notices; one always stays open, and a family sees that it is closed. */
export default async function placeReach(visitors, { head, parent }) {
  const page = await visitors.signIn(head);
  await page.getByRole('link', { name: 'Mon compte' }).click();
  const form = page.getByRole('form', { name: /^Moyens d’envoi/ });
  const notices = form.getByRole('group', { name: 'Informations de l’école' });
  await notices.getByRole('checkbox', { name: 'SMS' }).uncheck();
  await notices.getByRole('checkbox', { name: 'E-mail' }).uncheck();
  assert.equal(await notices.getByRole('checkbox', { name: 'Notification' }).isDisabled(), true, 'the last one stays');
  await notices.getByRole('checkbox', { name: 'E-mail' }).check();
  await form.getByRole('button', { name: 'Enregistrer' }).click();
  await form.getByText('Enregistré.').waitFor();
  await accessible(page, 'the routes of a school');

  await page.reload();
  const sms = page.getByRole('form', { name: /^Moyens d’envoi/ }).getByRole('group', { name: 'Informations de l’école' }).getByRole('checkbox', { name: 'SMS' });
  await sms.waitFor();
  assert.equal(await sms.isChecked(), false);

  const family = await visitors.signIn(parent);
  await family.getByRole('link', { name: 'Mon compte' }).click();
  const row = family.getByRole('row', { name: /Informations de l’école/ });
  await row.getByText('l’école ou la commune n’envoie pas ainsi').waitFor();
  await accessible(family, 'a closed route');
  assert.equal(await family.getByRole('form', { name: /^Moyens d’envoi/ }).count(), 0);

  await sms.check();
  await page.getByRole('form', { name: /^Moyens d’envoi/ }).getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Enregistré.').waitFor();
}
