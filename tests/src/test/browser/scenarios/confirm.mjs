import assert from 'node:assert/strict';
import { accessible, picture } from '../visitors.mjs';

/** A parent has a link sent to the own telephone, answers behind it, and the account shows the number as confirmed. */
export default async function confirm(visitors, { parent, number, sandbox, base }) {
  const page = await visitors.signIn(parent);
  await page.getByRole('link', { name: 'Mon compte' }).click();
  const routes = page.getByRole('form', { name: 'Comment me joindre' }).locator('.routes');
  const telephone = routes.getByRole('listitem').filter({ hasText: 'SMS' });
  await telephone.getByText('non confirmé').waitFor();
  const mailbox = routes.getByRole('listitem').filter({ hasText: 'E-mail' });
  await mailbox.getByText('arrêté').waitFor();
  await mailbox.getByText('Cette boîte est pleine.').waitFor();
  assert.equal(await mailbox.getByRole('button').count(), 0, 'nothing is sent where nothing may go');

  await telephone.getByRole('button', { name: /Confirmer SMS … 01/ }).click();
  await page.getByText(/Un lien vient de partir par SMS au numéro … 01/).waitFor();
  await routes.scrollIntoViewIfNeeded();
  await accessible(page, 'after asking for a link');
  await picture(page, 'confirm-phone');

  const phones = await page.context().newPage();
  await phones.goto(sandbox);
  const message = phones.locator(`[data-key="${number}"]`).getByText(/\/k\//).first();
  const [path] = /\/k\/[A-Za-z0-9_-]+/.exec(await message.innerText());
  await phones.goto(base + path);
  await accessible(phones, 'the page behind the link');
  await phones.getByRole('button', { name: 'Oui, c’est bien moi' }).click();
  await phones.getByText(/confirmé|Merci/).first().waitFor();

  await page.bringToFront();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await telephone.getByText('confirmé', { exact: true }).waitFor();
  assert.equal(await telephone.getByRole('button').count(), 0);

  const desk = await visitors.signIn(parent, { wide: true, dark: true });
  await desk.getByRole('link', { name: 'Mon compte' }).click();
  await desk.getByRole('form', { name: 'Comment me joindre' }).getByText('confirmé', { exact: true }).waitFor();
  await accessible(desk, 'the account with a stopped mailbox');
  await picture(desk, 'confirm-wide');
}
