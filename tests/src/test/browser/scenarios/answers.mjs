import { accessible, channel, picture } from '../visitors.mjs';

/** A mother without an app answers a bulletin by SMS; the service's officer reads it, from whom and to which bulletin. */
export default async function answers(visitors, { officer, sandbox, number, person, child, word }) {
  const page = await visitors.signIn(officer);
  await channel(page, 'Cantine').click();
  await page.getByRole('link', { name: 'Réponses par SMS' }).click();
  await page.getByText('Personne n’a répondu par SMS à vos bulletins.').waitFor();

  const phones = await page.context().newPage();
  await phones.goto(sandbox);
  const phone = phones.locator(`[data-key="${number}"]`);
  await phone.getByText(word).first().waitFor();
  await phone.getByRole('textbox').fill('Elle aura son pique-nique.');
  await phone.getByRole('button').last().click();
  await phone.getByText(/transmise au service/).first().waitFor();

  await page.reload();
  const answer = page.locator('[role=main]').getByRole('listitem').filter({ hasText: 'Elle aura son pique-nique.' });
  await answer.getByText(person).waitFor();
  await answer.getByText(child).waitFor();
  await answer.getByText(`À « ${word} »`).waitFor();
  await accessible(page, 'the answers by SMS');
  await picture(page, 'answers-phone');

  const desk = await visitors.signIn(officer, { wide: true, dark: true });
  await channel(desk, 'Cantine').click();
  await picture(desk, 'answers-channel-wide');
  await desk.getByRole('link', { name: 'Réponses par SMS' }).click();
  await desk.getByText('Elle aura son pique-nique.').waitFor();
  await accessible(desk, 'the answers by SMS on a desk');
  await picture(desk, 'answers-wide');
}
