import assert from 'node:assert/strict';
import { channel } from '../visitors.mjs';

/** The interface speaks English when it is asked to, and remembers it. */
export default async function language(visitors, { parent }) {
  const page = await visitors.come();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');

  await page.reload();
  await page.getByLabel('User name').fill(parent.login);
  await page.getByLabel('Password', { exact: true }).fill(parent.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await channel(page, 'Canteen').waitFor();

  await page.getByRole('link', { name: 'My account' }).click();
  await page.getByRole('button', { name: 'Français' }).click();
  await page.getByRole('heading', { name: 'Mon compte' }).waitFor();
}
