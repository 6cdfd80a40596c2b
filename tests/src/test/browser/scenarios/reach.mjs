import assert from 'node:assert/strict';
import { accessible } from '../visitors.mjs';

/** A parent says in the account how to be reached; it is kept, and what cannot be is told. */
export default async function reach(visitors, { parent }) {
  for (const look of [{}, { wide: true, dark: true }]) {
    const page = await visitors.signIn(parent, look);
    await page.getByRole('link', { name: 'Mon compte' }).click();
    const form = page.getByRole('form', { name: 'Comment me joindre' });
    const canteen = form.getByLabel('Cantine, SMS');
    await canteen.waitFor();
    assert.match(await form.locator('.routes').innerText(), /SMS\s+… 01/, 'the number is masked');

    await canteen.selectOption('Non');
    await form.getByLabel('Choisir mes propres heures').check();
    await form.getByLabel('À partir de').fill('19:00');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await form.getByText('Enregistré.').waitFor();
    await accessible(page, 'how to be reached');

    await page.reload();
    assert.equal(await canteen.inputValue(), 'off');
    assert.equal(await form.getByLabel('À partir de').inputValue(), '19:00');

    for (const route of await form.locator('thead th').allTextContents()) {
      if (route !== 'Sujet') await form.getByLabel(`Cahier de liaison, ${route}`).selectOption('Non');
    }
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await form.getByRole('alert').getByText(/Gardez au moins un moyen/).waitFor();

    await page.reload();
    await canteen.selectOption('Oui');
    await form.getByLabel('Choisir mes propres heures').uncheck();
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await form.getByText('Enregistré.').waitFor();
  }
}
