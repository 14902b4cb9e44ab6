import type { Page } from '@playwright/test';
import { pullAll, reader, stories, wholeNumbers } from './log.ts';
import {
  addPerson,
  arrived,
  expect,
  moments,
  offline,
  open,
  openPerson,
  type Phone,
  type Place,
  shot,
  statusOf,
  tell,
  test,
} from './phone.ts';

/** Two coaches of one team with the same person's page open. */
async function both(place: Place): Promise<{ mine: Phone; theirs: Phone; id: string }> {
  const mine = await place.joined();
  const id = await addPerson(mine.page, 'Olwen');
  await arrived(mine.page);
  const theirs = await place.joined('coach', 1);
  await openPerson(theirs.page, 'Olwen');
  return { mine, theirs, id };
}

const matters = (page: Page) => page.getByLabel('What matters to them');

async function rewrite(page: Page, id: string, words: string): Promise<void> {
  await open(page, `#/p/${id}/edit`);
  await matters(page).fill(words);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Olwen');
}

test('what one sends the other sees within two seconds', async ({ place }) => {
  const { mine, theirs, id } = await both(place);
  await tell(mine.page, id, 'The first, to get going.');
  await expect(moments(theirs.page).filter({ hasText: 'to get going' })).toBeVisible();

  const soon = { timeout: 2_000 };
  for (const story of ['Tea and the news.', 'The bus never came.', 'Met her sister.']) {
    await offline(mine);
    await tell(mine.page, id, story);
    await expect(statusOf(mine.page)).toContainText('Saved on this phone');
    await offline(mine, false);
    await expect(statusOf(mine.page)).toHaveText('Sent');
    await expect(moments(theirs.page).filter({ hasText: story })).toBeVisible(soon);
  }
  await tell(theirs.page, id, 'And back the other way.');
  await expect(statusOf(theirs.page)).toHaveText('Sent');
  await expect(moments(mine.page).filter({ hasText: 'the other way' })).toBeVisible(soon);
});

test('the same words rewritten apart stand side by side until one chooses', async ({ place }) => {
  const { mine, theirs, id } = await both(place);
  await rewrite(mine.page, id, 'Her garden.');
  await expect(theirs.page.getByText('Her garden.')).toBeVisible();

  await offline(mine);
  await offline(theirs);
  await rewrite(mine.page, id, 'Her garden, and the robin in it.');
  await rewrite(theirs.page, id, 'Her garden, and being left alone in it.');
  await offline(mine, false);
  await arrived(mine.page);
  await offline(theirs, false);
  await arrived(theirs.page);

  for (const { page } of [mine, theirs]) {
    const sides = page.getByRole('region', { name: /What matters to them/ });
    await expect(sides.locator('.side')).toHaveCount(2);
    await expect(sides).toContainText('and the robin in it.');
    await expect(sides).toContainText('and being left alone in it.');
    await expect(sides).toContainText(/\d\d:\d\d/);
  }
  await expect(mine.page.locator('.side').filter({ hasText: 'left alone' })).toContainText(
    'Marcus Bell',
  );
  await expect(theirs.page.locator('.side').filter({ hasText: 'robin' })).toContainText(
    'Sioned Parry',
  );
  await shot(mine.page, 'both-versions');

  await mine.page.getByRole('button', { name: /^Keep this one, by Marcus Bell/ }).click();
  await expect(mine.page.locator('.side')).toHaveCount(0);
  await expect(theirs.page.locator('.side')).toHaveCount(0);
  for (const { page } of [mine, theirs]) {
    await expect(page.getByText('Her garden, and being left alone in it.')).toBeVisible();
    await expect(page.getByText('and the robin in it.')).toHaveCount(0);
    await page.reload();
    await expect(page.getByText('Her garden, and being left alone in it.')).toBeVisible();
    await expect(page.locator('.side')).toHaveCount(0);
  }
});

test('a choice can be taken back, and both can be kept', async ({ place }) => {
  const { mine, theirs, id } = await both(place);
  await offline(mine);
  await offline(theirs);
  await rewrite(mine.page, id, 'Quiet.');
  await rewrite(theirs.page, id, 'Company.');
  await offline(theirs, false);
  await arrived(theirs.page);
  await offline(mine, false);
  await expect(mine.page.locator('.side')).toHaveCount(2);
  await mine.page.getByRole('button', { name: 'Keep this one, by you' }).click();
  await expect(mine.page.locator('.side')).toHaveCount(0);
  await mine.page.getByRole('button', { name: 'Undo' }).click();
  await expect(mine.page.locator('.side')).toHaveCount(2);
  await mine.page.getByRole('button', { name: 'Keep both, one below the other' }).click();
  for (const { page } of [mine, theirs]) {
    await expect(page.locator('.side')).toHaveCount(0);
    await expect(page.locator('.quote').filter({ hasText: 'Quiet.' })).toContainText('Company.');
  }
});

test('two tabs of one phone write together and lose nothing', async ({ place }) => {
  const phone = await place.joined();
  const { page } = phone;
  const id = await addPerson(page, 'Olwen');
  await arrived(page);
  const tab = await phone.context.newPage();
  await tab.goto(`${place.server.base}/#/p/${id}`);
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Olwen');

  const told = (from: string) => [1, 2, 3, 4].map(i => `Visit ${i} from the ${from} tab.`);
  const write = async (to: Page, from: string) => {
    for (const story of told(from)) await tell(to, id, story);
  };
  await Promise.all([write(page, 'first'), write(tab, 'second')]);
  await offline(phone);
  await Promise.all([
    tell(page, id, 'Offline in the first.'),
    tell(tab, id, 'Offline in the second.'),
  ]);
  await page.close();
  await offline(phone, false);
  await arrived(tab);
  const all = [
    ...told('first'),
    ...told('second'),
    'Offline in the first.',
    'Offline in the second.',
  ];
  await expect(moments(tab).filter({ hasText: /tab\.|Offline/ })).toHaveCount(all.length);

  const entries = await pullAll(await reader(place.server, 'coach', 1));
  expect(stories(entries, id).sort()).toEqual(all.sort());
  const mine = entries.filter(e => e.scope === `person:${id}`);
  wholeNumbers(mine, mine[0]?.device ?? '');
});
