import assert from 'node:assert/strict';
import { accessible, channel } from '../visitors.mjs';

/**
 * A mother without an app answers a teacher's urgent word by SMS, and the teacher sees it in the conversation. An officer's
 * urgent bulletin: the reach board fills by itself while imaginary telephones and mailboxes receive and families read.
 */
export default async function board(visitors, world) {
  await answered(visitors, world);
  await bulletin(visitors, world);
}

async function answered(visitors, { teacherCe1, word, child, sandbox, number }) {
  const page = await visitors.signIn(teacherCe1, { wide: true });
  await page.evaluate(() => (window.stillTheSame = true));

  const phones = await page.context().newPage();
  await phones.goto(sandbox);
  const phone = phones.locator(`[data-key="${number}"]`);
  await phone.getByText(word).first().waitFor();
  await phone.getByRole('textbox').fill('Bien reçu, je viens la chercher.');
  await phone.getByRole('button').last().click();

  await channel(page, 'Cahier de liaison', child, 'Bien reçu').waitFor();
  await channel(page, 'Cahier de liaison', child).click();
  await page.getByRole('article').filter({ hasText: 'Bien reçu, je viens la chercher.' }).first().waitFor();
  assert.equal(await page.evaluate(() => window.stillTheSame), true, 'the teacher’s page was not reloaded');
}

async function bulletin(visitors, { officer, parent, school, sandbox, number, mailbox }) {
  const title = 'Cantine fermée ce midi';
  const page = await visitors.signIn(officer, { wide: true });
  await page.evaluate(() => (window.stillTheSame = true));
  await channel(page, 'Cantine').click();
  await page.getByRole('link', { name: 'Écrire un bulletin' }).click();
  await page.getByLabel('Titre').fill(title);
  await page.getByLabel('Texte').fill('Une fuite d’eau. Prévoyez un pique-nique.');
  await page.getByRole('radio', { name: /Urgente/ }).check();
  await page.getByRole('group', { name: 'Usagers de la cantine' }).getByText(school).click();
  await page.getByRole('region', { name: 'Qui sera touché' }).getByText(/\d+ personne/).waitFor();
  await page.getByRole('button', { name: 'Relire et envoyer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Envoyer' }).click();
  await page.getByRole('article').filter({ hasText: title }).getByRole('link', { name: 'Qui est joint ?' }).click();
  await page.getByRole('heading', { name: 'Suivi de la diffusion' }).waitFor();

  const of = (name) => page.getByRole('listitem').filter({ hasText: name });
  await of('Awa Diallo').getByText('SMS : remis').first().waitFor();
  await of('Lina Moreau').getByText('SMS : remis').first().waitFor();
  await page.getByText('0 sur 3 enfants couverts').waitFor();
  const received = await page.context().newPage();
  await received.goto(sandbox);
  await received.locator(`[data-key="${number}"]`).getByText(title).first().waitFor();
  await received.locator(`[data-key="${mailbox}"]`).getByText(title).first().waitFor();

  const family = await visitors.signIn(parent);
  await channel(family, 'Cantine').click();
  await family.getByRole('article').filter({ hasText: title }).first().waitFor();
  await page.getByText('2 sur 3 enfants couverts').waitFor();
  assert.equal(await page.evaluate(() => window.stillTheSame), true, 'the officer’s page was not reloaded');
  await of('Lina Moreau').getByText('lu', { exact: true }).first().waitFor();
  await accessible(page, 'the reach board');

  await page.getByRole('radio', { name: /Joints/ }).first().check({ force: true });
  await page.getByRole('button', { name: 'Relancer' }).click();
  await accessible(page, 'asking before a reminder');
  await page.getByRole('dialog').getByRole('button', { name: 'Relancer' }).click();
  await page.getByText('Relance envoyée aux familles de 1 enfant.').waitFor();
  const printed = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Imprimer la liste' }).click();
  assert.equal((await printed).suggestedFilename(), 'familles.pdf');

  // The same board on a telephone, in the dark.
  const phone = await visitors.signIn(officer, { dark: true });
  await channel(phone, 'Cantine').click();
  await phone.getByRole('article').filter({ hasText: title }).getByRole('link', { name: 'Qui est joint ?' }).click();
  await phone.getByText('2 sur 3 enfants couverts').waitFor();
  await phone.getByText('Les chiffres en détail').click();
  await accessible(phone, 'the reach board on a telephone');
  if (process.env.PREAU_PICTURES) {
    await page.screenshot({ path: `${process.env.PREAU_PICTURES}/board-wide.png` });
    await phone.screenshot({ path: `${process.env.PREAU_PICTURES}/board-phone.png` });
  }
}
