import type { Page } from '@playwright/test';
import {
  addPerson,
  arrived,
  expect,
  home,
  idOf,
  keptDrafts,
  moments,
  offline,
  open,
  openPerson,
  shot,
  statusOf,
  tell,
  test,
  unfold,
} from './phone.ts';

const save = (page: Page) => page.getByRole('button', { name: 'Save the visit' }).click();
const chip = (page: Page, text: string) =>
  page.locator('label.chip').filter({ hasText: text }).first();

test('a whole visit is written without the network', async ({ place }) => {
  const phone = await place.joined();
  const { page } = phone;
  await openPerson(page, 'Gwen');
  await offline(phone);
  await page.getByRole('link', { name: 'Log a visit' }).click();
  await expect(page.getByLabel('What happened?')).toBeFocused();
  await page.getByLabel('What happened?').fill('Walked to the library and back.');
  await writeMoney(page);
  await unfold(page, 'Something was promised');
  await page.getByLabel('What was promised').fill('Ask about the reading group');
  await unfold(page, 'Strengths seen');
  await chip(page, 'Dry as a biscuit').click();
  await page.getByLabel('Another strength').fill('Remembers every face');
  await page.getByRole('button', { name: 'Add a strength' }).click();
  await unfold(page, 'Goals it was about');
  await chip(page, 'Read the post myself').click();
  await unfold(page, 'Somebody was asked');
  await page.getByLabel('Who was asked').fill('The library');
  await page.getByLabel('What was asked').fill('Is there a quiet hour?');
  await chip(page, 'Yes').click();
  await page.getByLabel('What they answered').fill('Tuesdays at nine.');
  await unfold(page, 'Something has changed');
  await page.getByLabel('What has changed').fill('Spoke to the librarian first');
  await page.getByLabel('For the first time').check();
  await shot(page, 'visit-form');
  await save(page);

  await expect(statusOf(page)).toContainText('Saved on this phone');
  const told = moments(page);
  for (const words of [
    'Walked to the library and back.',
    'Ask about the reading group',
    'Is there a quiet hour?',
    'Spoke to the librarian first',
    '£6.40',
  ]) {
    await expect(told.filter({ hasText: words }).first()).toBeVisible();
  }
  await expect(page.locator('.strengths')).toContainText('Remembers every face');
  await told.filter({ hasText: '£6.40' }).first().getByRole('link').click();
  for (const words of ['To get there and sit a while', 'The coffee', 'The bus', '£2.40']) {
    await expect(page.getByText(words).first()).toBeVisible();
  }
  await shot(page, 'decision');
  await offline(phone, false);
  await arrived(page);
});

async function writeMoney(page: Page): Promise<void> {
  await unfold(page, 'Money');
  await page.getByLabel('What was it?').fill('A coffee and a bus pass');
  await page.getByLabel('How much?').fill('6.40');
  await page.getByLabel('Why?').fill('To get there and sit a while');
  await unfold(page, 'What it went on');
  const part = page.getByRole('button', { name: 'Add a part' });
  await part.click();
  await page.getByLabel('Part 1', { exact: true }).fill('The coffee');
  await page.getByLabel('Sum of part 1').fill('2.40');
  await part.click();
  await page.getByLabel('Part 2', { exact: true }).fill('The bus');
  await page.getByLabel('Sum of part 2').fill('4');
  await expect(page.getByText('£6.40 of £6.40 told')).toBeVisible();
}

test('a coffee and a bus pass takes a dozen touches', async ({ place }) => {
  const { page } = await place.joined();
  let touches = 0;
  const touch = async (done: Promise<void>) => {
    touches++;
    await done;
  };
  await touch(page.getByRole('link', { name: 'Log a visit' }).click());
  await touch(page.getByRole('link', { name: /^Gwen/ }).click());
  await touch(page.getByLabel('What happened?').fill('Coffee, then bought her pass.'));
  await touch(page.locator('summary').filter({ hasText: 'Money' }).click());
  await touch(page.getByLabel('What was it?').fill('A coffee and a bus pass'));
  await touch(page.getByLabel('How much?').fill('6.40'));
  await touch(page.getByLabel('Why?').fill('So that she can come by herself'));
  await touch(chip(page, 'pot').or(page.locator('fieldset').getByRole('radio')).first().click());
  await touch(save(page));
  expect(touches).toBeLessThanOrEqual(12);
  await expect(moments(page).filter({ hasText: '£6.40' }).first()).toBeVisible();
  await arrived(page);
});

test('what is just between us stays there', async ({ place }) => {
  const mine = await place.joined();
  const theirs = await place.joined('coach', 1);
  const id = await addPerson(mine.page, 'Menna');
  await open(mine.page, `#/p/${id}/visit`);
  await mine.page.getByLabel('What happened?').fill('Told me why the door stays locked.');
  await mine.page.getByLabel('Just between us').check();
  await save(mine.page);
  const between = moments(mine.page).filter({ hasText: 'Told me why the door stays locked.' });
  await expect(between).toContainText('Just between us');
  await tell(mine.page, id, 'Fed the ducks.');
  await arrived(mine.page);

  await openPerson(theirs.page, 'Menna');
  await expect(moments(theirs.page).filter({ hasText: 'Fed the ducks.' })).toHaveCount(1);
  await expect(theirs.page.getByText('why the door stays locked')).toHaveCount(0);
  await open(theirs.page, '#/search');
  await theirs.page.getByLabel('Look for a word or a name').fill('door stays locked');
  await expect(theirs.page.getByText('Nothing found')).toBeVisible();
});

test('a visit half written is there after a reload', async ({ place }) => {
  const { page } = await place.joined();
  await openPerson(page, 'Gwen');
  const id = idOf(page);
  await page.getByRole('link', { name: 'Log a visit' }).click();
  await page.getByLabel('What happened?').fill('Half a sentence about');
  await unfold(page, 'Money');
  await page.getByLabel('How much?').fill('3.20');
  await expect.poll(() => keptDrafts(page)).toContain('"minor_units":320');
  await page.reload();
  await expect(page.getByLabel('What happened?')).toHaveValue('Half a sentence about');
  await expect(page.getByLabel('How much?')).toHaveValue('3.20');
  await expect(page.getByText('You began this earlier. It is all here.')).toBeVisible();
  await home(page);
  await open(page, `#/p/${id}/visit`);
  await expect(page.getByLabel('What happened?')).toHaveValue('Half a sentence about');
  await page.getByRole('button', { name: 'Begin afresh' }).click();
  await expect(page.getByLabel('What happened?')).toHaveValue('');
});
