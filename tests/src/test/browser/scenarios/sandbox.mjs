import { accessible, channel } from '../visitors.mjs';

/** The sandbox shows, live, what telephones, mailboxes and devices get; a telephone answers; faults are switched on and off. */
export default async function sandbox(visitors, { officer, parent, school, telephones }) {
  const title = 'Cantine : goûter offert';
  const page = await visitors.signIn(officer, { wide: true });
  const sandbox = await page.context().newPage();
  visitors.pages.push(sandbox);
  sandbox.on('pageerror', (error) => visitors.errors.push(error.stack ?? String(error)));
  await sandbox.goto('http://preau.test/sandbox');
  await sandbox.getByLabel('Identifiant de la personne').fill(parent.login);
  await sandbox.getByRole('button', { name: 'Lui donner un appareil' }).click();
  await sandbox.getByText('Cette personne a un appareil de plus.').waitFor();

  await channel(page, 'Cantine').click();
  await page.getByRole('link', { name: 'Écrire un bulletin' }).click();
  await page.getByLabel('Titre').fill(title);
  await page.getByLabel('Texte').fill('Vendredi, pour tous.');
  await page.getByRole('group', { name: 'Usagers de la cantine' }).getByText(school).click();
  await page.getByRole('button', { name: 'Relire et envoyer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Envoyer' }).click();

  const phone = sandbox.locator(`#phones [data-key="${telephones.number}"]`);
  await phone.getByText(/go.ter offert/).first().waitFor();
  const device = sandbox.locator('#devices .card').filter({ hasText: parent.family });
  await device.getByText(title).first().waitFor();
  await device.getByText('Nouvelle information de la mairie').first().waitFor();

  await phone.getByRole('textbox').fill('Merci');
  await phone.getByRole('button', { name: 'Répondre' }).click();
  await phone.locator('.mine').getByText('Merci').waitFor();

  const phones = sandbox.locator('#phones');
  await phones.getByText('Pannes').click();
  await phones.getByLabel('Panne', { exact: true }).selectOption('late');
  await phones.getByLabel('Combien de fois').selectOption({ label: 'Jusqu’à l’arrêt' });
  await phones.getByLabel('Seulement pour').fill('+33700000999');
  await phones.getByRole('button', { name: 'Provoquer' }).click();
  await phones.getByText('Accusés en retard · +33700000999 · Jusqu’à l’arrêt').waitFor();
  await accessible(sandbox, 'the sandbox');
  await sandbox.setViewportSize({ width: 390, height: 844 });
  await accessible(sandbox, 'the sandbox on a telephone');
  await phones.getByRole('button', { name: /Arrêter/ }).click();
  await phones.getByText(/Accusés en retard ·/).waitFor({ state: 'detached' });
}
