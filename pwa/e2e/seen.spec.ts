import type { Page } from '@playwright/test';
import { type Device, linkOf } from './device.ts';
import { reader } from './log.ts';
import {
  addPerson,
  arrived,
  expect,
  offline,
  open,
  openPerson,
  shot,
  tell,
  test,
} from './phone.ts';

/** What the server tells of who has seen somebody, to a device of its own. */
async function acts(device: Device, id: string): Promise<string[]> {
  interface Told {
    items: { act: string; what?: string }[];
  }
  const { body } = await device.call<Told>('GET', `/v1/people/${id}/seen`);
  return body.items.map(i => [i.act, i.what].filter(Boolean).join(' '));
}

const line = (page: Page, words: string) => page.locator('.seen-thing', { hasText: words });

test('what a coach reads without a signal is told, and survives the browser', async ({ place }) => {
  const mine = await place.joined();
  const id = await addPerson(mine.page, 'Olwen');
  await tell(mine.page, id, 'Tea and the news.');
  await arrived(mine.page);

  const theirs = await place.joined('coach', 1);
  await offline(theirs);
  await openPerson(theirs.page, 'Olwen');
  await theirs.page
    .getByRole('link', { name: /Tea and the news/ })
    .first()
    .click();
  await expect(theirs.page.getByRole('heading', { level: 1 })).toBeVisible();
  await theirs.page.waitForTimeout(500);
  await theirs.page.close();

  // Nobody has heard of it yet.
  await open(mine.page, `#/p/${id}/seen`);
  await expect(line(mine.page, 'Wrote:').first()).toBeVisible();
  await expect(line(mine.page, 'Opened the page and read: Visit')).toHaveCount(0);

  await offline(theirs, false);
  theirs.page = await theirs.context.newPage();
  await theirs.page.goto(place.server.base);
  await arrived(theirs.page);
  const { name } = linkOf(place.server, 'coach', 1);
  await expect(async () => {
    await open(mine.page, `#/p/${id}`);
    await open(mine.page, `#/p/${id}/seen`);
    const item = mine.page.getByRole('listitem').filter({ hasText: name });
    await expect(item).toContainText('Opened the page and read: Visit', { timeout: 2_000 });
    await expect(item).toContainText('Has the record on their phone');
  }).toPass({ timeout: 20_000 });
  await shot(mine.page, 'who-has-seen');
});

test('what was told to one alone, a search and a phone handed over stand there too', async ({
  place,
}) => {
  const { page } = await place.joined();
  const { name } = linkOf(place.server, 'coach');
  const id = await addPerson(page, 'Olwen');
  await open(page, `#/p/${id}/visit`);
  await page.getByLabel('What happened?').fill('Told me alone about the kestrel.');
  await page.getByLabel('Just between us').check();
  await page.getByRole('button', { name: 'Save the visit' }).click();
  await expect(page.getByText('Told me alone about the kestrel.')).toBeVisible();
  await open(page, '#/search');
  await page.getByLabel('Look for a word or a name').fill('kestrel');
  await expect(page.getByText('1 found')).toBeVisible();
  await page.waitForTimeout(2_500); // what one has stopped at counts as read
  await open(page, `#/hand/${id}`);
  await page.getByRole('button', { name: 'Hand it over' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello Olwen');
  await page.waitForTimeout(500);
  await page.reload(); // it begins locked, and its coach opens it
  await open(page, '#/');
  await arrived(page);
  await expect(async () => {
    await open(page, `#/p/${id}`);
    await open(page, `#/p/${id}/seen`);
    await expect(line(page, 'Handed over the phone')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  // What was found had been told to one alone: the circle's list says nothing of it.
  await expect(line(page, 'in a search')).toHaveCount(0);
  await page.getByText(`Who has seen what was told to ${name} alone`).click();
  await expect(line(page, 'Came upon words of it in a search.')).toBeVisible();
  await expect(line(page, 'Began this record.')).toHaveCount(2);
  await shot(page, 'seen-between');
});

test('a steward asks for a reason, which the coach and the person see', async ({ place }) => {
  const coach = await place.joined();
  const id = await addPerson(coach.page, 'Olwen');
  await arrived(coach.page);
  const { page } = await place.joined('steward');
  await open(page, '#/steward/inquiries');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Give the number of the record');
  await page.getByLabel('The number of the record').fill(id);
  await page.getByLabel('Why do you ask?').fill('Olwen asked who had read about June.');
  await shot(page, 'inquiry-ask');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Who has seen this record' }),
  ).toBeVisible();
  await expect(line(page, 'Began this record.')).toBeVisible();
  await expect(page.getByText('Olwen', { exact: true })).toHaveCount(0);
  await shot(page, 'inquiry');
  await open(page, '#/steward/inquiries');
  await expect(page.getByRole('list', { name: 'Inquiries' })).toContainText('Olwen asked who');

  await open(coach.page, `#/p/${id}/seen`);
  await expect(line(coach.page, 'Asked to see who has seen this')).toContainText(
    'The reason they gave: “Olwen asked who had read about June.”',
  );
});

test('a page that is open again and again is noted once', async ({ place }) => {
  const mine = await place.joined();
  const id = await addPerson(mine.page, 'Olwen');
  await arrived(mine.page);
  for (let i = 0; i < 3; i++) {
    await open(mine.page, '#/');
    await open(mine.page, `#/p/${id}`);
    await expect(mine.page.getByRole('heading', { level: 1, name: 'Olwen' })).toBeVisible();
  }
  const other = await reader(place.server, 'coach', 1);
  await expect(async () => expect(await acts(other, id)).toContain('opened')).toPass({
    timeout: 20_000,
  });
  expect((await acts(other, id)).filter(a => a === 'opened')).toHaveLength(1);
});
