import { expect, open, shot, test } from './phone.ts';

test('a commissioner reads a letter: each figure in words, with its table and meaning', async ({
  place,
}) => {
  const { page } = await place.joined('commissioner');
  await open(page, '#/figures/2026-Q3');
  const life = page.locator('#fig-better_life');
  await expect(life.getByText(/of the \d+ people who were asked said/)).toBeVisible();
  await life.getByText('The same as a table').click();
  await expect(life.getByRole('row', { name: /^Yes/ })).toBeVisible();
  await life.getByText('What this counts').click();
  await expect(life.getByText('counts once, by their newest answer')).toBeVisible();
  await expect(
    page.locator('#fig-spending_by_month').getByText(/help worth £[\d,.]+ in this quarter/),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'In short' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Stories' })).toBeVisible();
  await expect(page.getByText('my light was the television').first()).toBeVisible();
  await shot(page, 'figures-all');
});

test('a commissioner asks under a figure and answers a barrier; a coach reads both', async ({
  place,
}) => {
  const { page } = await place.joined('commissioner');
  await open(page, '#/figures/2026-Q3');
  const life = page.locator('#fig-better_life');
  await life.locator('summary', { hasText: 'Ask about this' }).click();
  await life.getByRole('textbox').fill('What would make it a yes?');
  await life.getByRole('button', { name: 'Send the question' }).click();
  await expect(life.getByText('Nobody has answered yet.')).toBeVisible();
  const barrier = page.locator('.card', { hasText: 'A deposit is wanted' });
  await barrier.locator('summary', { hasText: 'Say what you can do' }).click();
  await barrier.getByRole('textbox').fill('We will stand in for it.');
  await barrier.getByRole('button', { name: 'Send this answer' }).click();
  await expect(barrier.locator('dd', { hasText: 'We will stand in for it.' })).toBeVisible();

  const coach = await place.joined('coach');
  await open(coach.page, '#/alliance');
  await coach.page.getByRole('link', { name: /What would make it a yes/ }).click();
  await coach.page.getByRole('textbox').fill('Fewer letters.');
  await coach.page.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(coach.page.locator('.card', { hasText: 'Fewer letters.' })).toBeVisible();
});

test('a team looks at its own people, exactly, and what others will see', async ({ place }) => {
  const { page } = await place.joined('coach');
  const team = page.getByRole('navigation').locator('a[href^="#/team/"]');
  await team.click();
  await page.getByRole('link', { name: 'What we learn from our own people' }).click();
  await expect(
    page.getByRole('heading', { level: 2, name: 'How far our people got' }),
  ).toBeVisible();
  await page.getByLabel('Quarter').selectOption({ index: 1 });
  await expect(page.getByRole('table').first().getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByText('Of your team by itself, never anything.')).toBeVisible();
  await shot(page, 'team-learning');
});
