import { expect, home, moments, openPerson, shot, test } from './phone.ts';

test('home is what was promised, then the people', async ({ place }) => {
  const { page } = await place.joined();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What I promised');
  await expect(page.getByRole('heading', { level: 2, name: 'My people' })).toBeVisible();
  const tick = page.getByRole('button', { name: /^Done: / }).first();
  const promise = (await tick.getAttribute('aria-label')) ?? '';
  await shot(page, 'home');
  await tick.click();
  await expect(page.getByRole('button', { name: promise, exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: promise, exact: true })).toBeVisible();
});

test('a person: what matters, strengths, goals in their words, what changed', async ({ place }) => {
  const { page } = await place.joined();
  await openPerson(page, 'Gwen');
  await shot(page, 'gwen');
  const order = await page.locator('main h2').allTextContents();
  const at = (title: string) => order.findIndex(h => h.startsWith(title));
  expect(at('What matters to them')).toBeLessThan(at('Strengths'));
  expect(at('Strengths')).toBeLessThan(at('Goals'));
  expect(at('Goals')).toBeLessThan(at('Everything, newest first'));
  await expect(page.getByText('Starts before we arrive.')).toBeVisible();
  await expect(page.getByText('Walked to the shop and topped up the card.').first()).toBeVisible();

  const goal = page.locator('.card').filter({ hasText: 'Go to the shop' }).first();
  await expect(goal).toContainText('Done this, or enough of it');
  const line = goal.getByRole('img');
  await expect(line).toHaveAttribute('aria-label', /Thinking about it.*Some of the way.*Done this/);
  await goal.getByRole('link', { name: 'Go to the shop' }).click();
  await expect(page.getByText('I can see it from the window')).toBeVisible();
  await page.getByText('Every answer').first().click();
  await expect(page.getByText('As far as the gate.')).toBeVisible();
  await shot(page, 'gwen-goal');
});

test('a goal that is only the worker’s is told apart', async ({ place }) => {
  const { page } = await place.joined();
  await openPerson(page, 'Gwen');
  const idea = page.locator('.card').filter({ hasText: 'See the doctor about the memories' });
  await expect(idea).toContainText('A worker’s idea');
  await expect(idea).toContainText('What the worker thinks:');
});

test('one timeline of everything, newest first', async ({ place }) => {
  const { page } = await place.joined();
  await openPerson(page, 'Gwen');
  const more = page.getByRole('button', { name: /^Show \d+ more/ });
  for (let left = 12; left > 0 && (await more.isVisible()); left--) await more.click();
  const days = await page.locator('.day h3').allTextContents();
  const times = days.map(day => Date.parse(day.replace(/^\w+,? /, '')));
  expect(days.length).toBeGreaterThan(30);
  expect(times.some(Number.isNaN)).toBe(false);
  expect(times).toEqual([...times].sort((a, b) => b - a));
  await expect(moments(page).filter({ hasText: 'She walked to the shop.' })).toHaveCount(1);
  await expect(moments(page).filter({ hasText: 'Credit on the meter' })).toHaveCount(2);
  await page.locator('#timeline label').filter({ hasText: 'Money' }).click();
  await expect(moments(page).filter({ hasText: 'She walked to the shop.' })).toHaveCount(0);
  await expect(moments(page).filter({ hasText: '£100.00' }).first()).toContainText('meter');
});

test('search finds words across people', async ({ place }) => {
  const { page } = await place.joined();
  await home(page);
  await page.getByRole('link', { name: 'Search' }).first().click();
  const box = page.getByLabel('Look for a word or a name');
  await box.fill('carpet');
  const hits = page.locator('main .list a');
  await expect(hits.filter({ hasText: 'Carpet for two rooms' }).first()).toBeVisible();
  await shot(page, 'search');
  await box.fill('rhys');
  await expect(hits.filter({ hasText: 'Rhys' }).first()).toBeVisible();
  await box.fill('no such word anywhere');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await box.fill('carpet two rooms');
  await hits.filter({ hasText: 'Carpet for two rooms' }).first().click();
  await expect(page.getByText('The old one could not be cleaned and was not warm')).toBeVisible();
  await page.goBack();
  await expect(box).toHaveValue('carpet two rooms');
});
