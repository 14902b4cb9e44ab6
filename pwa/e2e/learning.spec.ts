import { expect, open, shot, test } from './phone.ts';

test('a commissioner reads more than the curves, each with its table and its meaning', async ({
  place,
}) => {
  const { page } = await place.joined('commissioner');
  await open(page, '#/figures/2026-Q3');
  const life = page.getByRole('table', { name: 'Is this helping me to lead a better life?' });
  await expect(life).toBeVisible();
  await expect(life.getByRole('row', { name: /^(Yes|Yes or )/ })).toBeVisible();
  const money = page.getByRole('table', { name: 'What was spent, by month' });
  await expect(money.getByRole('row', { name: /Altogether £/ })).toBeVisible();
  const card = page.locator('.card', { has: life });
  await card.getByText('What this counts').click();
  await expect(card.getByText('is counted once, by the newest answer')).toBeVisible();
  await shot(page, 'figures-all');
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
