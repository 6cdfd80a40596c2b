import assert from 'node:assert/strict';
import { accessible, channel, picture } from '../visitors.mjs';

/**
 * A head raises a safety alert at night: without a reason it does not get on, without a second yes it does not leave. A
 * parent's telephone rings at once, and in the channel it is seen for what it is.
 */
export default async function alert(visitors, { head, parent, school, sandbox, telephones, notices }) {
  const title = 'École confinée, enfants en sécurité';
  const page = await visitors.signIn(head);
  await channel(page, 'Informations de l’école', school).click();
  await page.getByRole('link', { name: 'Alerte', exact: true }).click();
  await page.getByRole('heading', { name: 'Alerte de sécurité' }).waitFor();
  await page.getByLabel('Ce qui se passe').fill(title);
  await page.getByLabel('Ce qu’il faut faire').fill('Ne venez pas. Nous vous tenons au courant.');
  const review = page.getByRole('button', { name: 'Relire l’alerte' });
  await review.click();
  await page.getByText('À remplir.').waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0, 'no way on without a reason');
  await accessible(page, 'an alert without a reason');
  await picture(page, 'alert-phone');
  await page.getByLabel('Raison').fill('Intrusion dans la cour');
  await review.click();

  const dialog = page.getByRole('dialog');
  await dialog.getByText(/Elle part maintenant à \d+ personnes, malgré la pause de la nuit/).waitFor();
  await dialog.getByRole('button', { name: 'Lancer l’alerte' }).click();
  await dialog.getByText('Cochez d’abord cette case.').waitFor();
  await accessible(page, 'the summary of an alert');
  await picture(page, 'alert-confirm-phone');
  assert.equal(await posts(page, notices), 0, 'nothing has left before the second yes');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Lancer l’alerte' }).click();

  const article = page.getByRole('article').filter({ hasText: title });
  await article.getByText('Alerte de sécurité').waitFor();
  await article.getByText('Raison : Intrusion dans la cour').waitFor();
  await accessible(page, 'a channel with an alert');
  await picture(page, 'alert-channel-phone');

  const phones = await page.context().newPage();
  await phones.goto(sandbox);
  await phones.locator(`[data-key="${telephones.number}"]`).getByText(title).first().waitFor();

  const family = await visitors.signIn(parent, { wide: true, dark: true });
  await channel(family, 'Alerte de sécurité', title).click();
  await family.getByRole('article').filter({ hasText: title }).getByText('Alerte de sécurité').waitFor();
  assert.equal(await family.getByRole('link', { name: 'Alerte', exact: true }).count(), 0);
  await accessible(family, 'an alert as a family sees it');
  await picture(family, 'alert-family-wide');
  const desk = await visitors.signIn(head, { wide: true });
  await channel(desk, 'Informations de l’école', school).click();
  await desk.getByRole('link', { name: 'Alerte', exact: true }).waitFor();
  await picture(desk, 'alert-channel-wide');
  await desk.getByRole('link', { name: 'Alerte', exact: true }).click();
  await desk.getByLabel('Raison').waitFor();
  await picture(desk, 'alert-wide');
}

/** How many posts the hub has in the channel. */
async function posts(page, channel) {
  return page.evaluate(async (id) => {
    const signed = await (await fetch('/api/v1/sessions/refresh', { method: 'POST' })).json();
    const answer = await fetch(`/api/v1/channels/${id}/posts`, { headers: { authorization: `Bearer ${signed.accessToken}` } });
    return (await answer.json()).items.length;
  }, channel);
}
