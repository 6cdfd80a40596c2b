import assert from 'node:assert/strict';
import { channel } from '../visitors.mjs';

/** Wrong password, right password, a new tab, a reload, and the way out. */
export default async function signIn(visitors, { parent }) {
  const page = await visitors.come();
  await page.getByLabel('Identifiant').fill(parent.login);
  await page.getByLabel('Mot de passe', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('alert').getByText('Identifiant ou mot de passe incorrect').waitFor();
  assert.equal(await page.getByLabel('Identifiant').inputValue(), parent.login, 'what was typed is still there');

  await page.getByLabel('Mot de passe', { exact: true }).fill(parent.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await channel(page, 'Cantine').waitFor();

  await page.reload();
  await channel(page, 'Cantine').waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], 'no secret and no name is kept in the browser');

  await channel(page, 'Cantine').click();
  await page.reload();
  await page.getByRole('heading', { name: 'Cantine' }).waitFor();

  const secondTab = await page.context().newPage();
  await secondTab.goto(visitors.world.base);
  await channel(secondTab, 'Cantine').waitFor();

  await page.goto(`${visitors.world.base}/account`);
  await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await page.getByText('Vous êtes déconnecté').waitFor();
  await secondTab.getByText('Votre session est terminée').waitFor();
  await page.reload();
  await page.getByLabel('Identifiant').waitFor();
}
