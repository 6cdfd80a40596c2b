import assert from 'node:assert/strict';
import { channel } from '../visitors.mjs';

/** A canteen officer writes to the canteen users of a school; a parent who is there sees it without reloading. */
export default async function bulletin(visitors, { officer, parent, parentElsewhere, school, telephones }) {
  const title = 'Cantine : menu modifié';
  const parentsPage = await visitors.signIn(parent);
  const elsewhere = await visitors.signIn(parentElsewhere);
  await parentsPage.evaluate(() => (window.stillTheSame = true));

  const page = await visitors.signIn(officer, { wide: true });
  await channel(page, 'Cantine').click();
  await page.getByRole('link', { name: 'Écrire un bulletin' }).click();
  await page.getByLabel('Titre').fill(title);
  await page.getByLabel('Texte').fill('Demain, le poisson est remplacé par une **omelette**.');
  await page.getByRole('group', { name: 'Usagers de la cantine' }).getByText(school).click();
  const reach = page.getByRole('region', { name: 'Qui sera touché' });
  await reach.getByText(/\d+ personne/).waitFor();
  await page.getByRole('button', { name: 'Relire et envoyer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/Il s’adresse aux familles de \d+ enfant/).waitFor();
  await dialog.getByText(`Usagers de la cantine, ${school}`).waitFor();
  await dialog.getByRole('button', { name: 'Envoyer' }).click();
  await page.getByRole('article').getByRole('heading', { name: title }).first().waitFor();

  await channel(parentsPage, 'Cantine', title).waitFor();
  await channel(parentsPage, 'Cantine', title).getByText(/messages? non lus?/).waitFor({ state: 'attached' });
  await channel(parentsPage, 'Cantine').click();
  await parentsPage.getByRole('article').filter({ hasText: title }).getByText('omelette').first().waitFor();
  assert.equal(await parentsPage.evaluate(() => window.stillTheSame), true, 'the parent’s page was not reloaded');
  await parentsPage.getByRole('link', { name: 'Retour' }).click();
  await channel(parentsPage, 'Cantine').getByText(/messages? non lus?/).waitFor({ state: 'detached' });

  assert.equal(await channel(elsewhere, title).count(), 0, 'a parent of another school has no part in it');

  if (telephones) {
    const phones = await page.context().newPage();
    await phones.goto(telephones.address);
    await phones.locator(`[data-key="${telephones.number}"]`).getByText(/menu modifi/).waitFor();
  }
}
