import { accessible, channel } from '../visitors.mjs';

/** Every screen, light on a phone and dark on a desk, has no fault of accessibility that a machine can find. */
export default async function screens(visitors, { parent, officer }) {
  const door = await visitors.come();
  await accessible(door, 'the sign-in');
  await door.getByRole('button', { name: /Première connexion/ }).click();
  await accessible(door, 'the first use');

  for (const look of [{}, { wide: true, dark: true }]) {
    const page = await visitors.signIn(parent, look);
    await accessible(page, 'the list');
    await channel(page, 'Cahier de liaison').click();
    await page.getByLabel('Votre message').waitFor();
    await accessible(page, 'a conversation');
    for (const [link, heading] of [['Rechercher', 'Rechercher'], ['Nouveau message', 'Nouveau message'], ['Mon compte', 'Mon compte']]) {
      if (!look.wide) await page.getByRole('link', { name: 'Retour' }).click();
      await page.getByRole('link', { name: link }).click();
      await page.getByRole('heading', { name: heading }).waitFor();
      await accessible(page, link);
    }

    const writer = await visitors.signIn(officer, look);
    await channel(writer, 'Cantine').click();
    await writer.getByRole('link', { name: 'Écrire un bulletin' }).click();
    await writer.getByLabel('Titre').fill('Menu');
    await writer.getByLabel('Texte').fill('Demain');
    await writer.getByRole('group', { name: 'Usagers de la cantine' }).getByRole('checkbox').first().check();
    await writer.getByText(/\d+ personne/).first().waitFor();
    await accessible(writer, 'writing a bulletin');
    await writer.getByRole('button', { name: 'Relire et envoyer' }).click();
    await writer.getByRole('dialog').waitFor();
    await accessible(writer, 'the summary before sending');
  }
}
