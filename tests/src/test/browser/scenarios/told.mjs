import { accessible, channel, picture } from '../visitors.mjs';

/** A teacher notes that a family was told, sees that it was the wrong one, and takes it back. */
export default async function told(visitors, { teacher, child, word }) {
  const page = await visitors.signIn(teacher);
  await channel(page, word).click();
  await page.getByRole('article').filter({ hasText: word }).getByRole('link', { name: 'Qui est joint ?' }).click();
  const line = page.getByRole('listitem').filter({ hasText: child }).first();
  await line.getByRole('button', { name: /Noter comme prévenu/ }).click();
  await line.getByRole('button', { name: 'Par téléphone' }).click();
  await page.getByText('1 sur 2 enfants couverts').waitFor();
  await line.getByText('prévenu par téléphone par').waitFor();
  await accessible(page, 'a family noted as told');
  await picture(page, 'told-phone');

  await line.getByRole('button', { name: `Annuler : ${child}` }).click();
  await page.getByText('0 sur 2 enfants couverts').waitFor();
  await line.getByRole('button', { name: /Noter comme prévenu/ }).waitFor();
}
