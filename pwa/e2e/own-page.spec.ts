import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { enrol, linkOf } from './device.ts';
import { passphrase } from './passphrase.ts';
import {
  addPerson,
  arrived,
  expect,
  open,
  type Phone,
  type Place,
  shot,
  tell,
  test,
} from './phone.ts';

const story = 'The landlord shouted, and she stood up to him.';
const seenSo = 'I did not stand up to anybody. I was frightened.';

/** No fault that a screen reader or a keyboard would meet. */
async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`)).toEqual([]);
}

async function keepRecord(page: Page, id: string, kind: string, label: string, words: string) {
  await open(page, `#/p/${id}/add/${kind}`);
  await page.getByLabel(label, { exact: true }).fill(words);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(words).first()).toBeVisible();
}

/** A coach who has written about somebody, and the link they made for them. */
async function given(place: Place): Promise<{ coach: Phone; id: string; url: string }> {
  const coach = await place.joined();
  const { page } = coach;
  const id = await addPerson(page, 'Nerys');
  await tell(page, id, story);
  await keepRecord(page, id, 'goal', 'What they want to do, in their words', 'Cook for six');
  await keepRecord(page, id, 'story', 'The story', 'How the kitchen came back to life.');
  await arrived(page);
  await open(page, `#/p/${id}`);
  await page.getByRole('link', { name: 'Give them their own page' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nerys’s own page' })).toBeVisible();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const url = (await page.locator('.invite-link').textContent()) ?? '';
  await clean(page);
  await shot(page, 'own-give');
  return { coach, id, url };
}

/** The person's browser, somewhere else. */
async function theirs(place: Place, url: string): Promise<Phone> {
  const own = await place.phone();
  await own.page.goto(url);
  await expect(own.page.getByRole('heading', { level: 1 })).toHaveText('Your own page');
  await clean(own.page);
  await shot(own.page, 'own-join');
  await enter(own.page);
  await expect(own.page.getByRole('heading', { level: 1 })).toHaveText('Hello Nerys');
  return own;
}

async function enter(page: Page): Promise<void> {
  await page.getByLabel('Choose a passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
}

/** Leaves the pictures of a page in the light and in the dark. */
async function seen(page: Page, name: string): Promise<void> {
  await clean(page);
  await shot(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await shot(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a person reads what is kept, and has a say in all of it', async ({ place }) => {
  test.setTimeout(120_000);
  const { coach, id, url } = await given(place);
  const { page } = await theirs(place, url);
  await expect(page.getByText('Cook for six').first()).toBeVisible();
  await seen(page, 'own-home');

  await page.getByRole('link', { name: 'What is kept about me' }).click();
  await expect(page.getByText(story)).toBeVisible();
  await expect(page.getByText('How the kitchen came back to life.')).toBeVisible();
  await page.getByText('For how long is it kept?').click();
  await expect(page.getByText(/kept no longer than until you ask for it to go/)).toBeVisible();
  await page.getByRole('button', { name: 'Say how you see it: Time together' }).click();
  await page.getByLabel('How do you see it?').fill(seenSo);
  await page.getByRole('button', { name: 'Put my words beside it' }).click();
  await expect(page.locator('.beside', { hasText: seenSo })).toBeVisible();
  await seen(page, 'own-kept');
  await arrived(page);

  await open(coach.page, `#/p/${id}`);
  await expect(coach.page.locator('.day-list .beside', { hasText: seenSo })).toBeVisible();
  await shot(coach.page, 'own-beside-coach');
  await judges(page);
  await leavesTheFigures(page);
  await arrived(page);
  await open(coach.page, `#/p/${id}`);
  await expect(coach.page.getByText('Four came, and it was enough.').first()).toBeVisible();
});

async function judges(page: Page): Promise<void> {
  await open(page, '#/');
  await page.getByRole('link', { name: 'Say how it’s going' }).click();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('button', { name: 'I’ve done this, or enough of it' }).click();
  await page.getByLabel('Do you want to say more?').fill('Four came, and it was enough.');
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByRole('button', { name: 'Done for now' }).click();
  await expect(page.getByText('Done this, or enough of it').first()).toBeVisible();
}

test('a yes is for the words as they stood: new ones wait for a new yes', async ({ place }) => {
  const { coach, id, url } = await given(place);
  const { page } = await theirs(place, url);
  await agreesAnew(coach.page, id, page, place);
  await withdraws(page);
});

const payersOf = (page: Page) =>
  page.getByRole('group', { name: 'May the people who pay for this work read it?' });

/** The person says yes, the coach rewrites the story, and the person says yes to that. */
async function agreesAnew(coach: Page, id: string, page: Page, place: Place): Promise<void> {
  const payer = await enrol(place.server, linkOf(place.server, 'commissioner').invite);
  const read = async () =>
    JSON.stringify((await payer.call<unknown>('GET', '/v1/stories')).body).match(
      /kitchen[^"]*/,
    )?.[0];
  await open(page, '#/own/stories');
  const audience = payersOf(page);
  await expect(audience).toContainText('You have not said. Nobody reads it.');
  await audience.getByRole('radio', { name: 'Yes, they may' }).click();
  await expect(audience).toContainText('You said yes on');
  await expect.poll(read).toBe('kitchen came back to life.');

  await arrived(coach);
  await open(coach, `#/p/${id}`);
  await coach
    .getByRole('link', { name: /kitchen came back/ })
    .first()
    .click();
  await coach.getByRole('link', { name: 'Correct it' }).click();
  await coach.getByLabel('The story').fill('How the kitchen was nearly lost.');
  await coach.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(coach.getByText('How the kitchen was nearly lost.').first()).toBeVisible();
  await expect(audience).toContainText('The words were changed after that');
  await expect(audience.getByRole('radio', { name: 'Yes, they may' })).not.toBeChecked();
  await expect.poll(read).toBeUndefined();
  await seen(page, 'own-stories-changed');

  await audience.getByRole('radio', { name: 'Yes, they may' }).click();
  await expect(audience).not.toContainText('The words were changed');
  await expect.poll(read).toBe('kitchen was nearly lost.');
}

async function withdraws(page: Page): Promise<void> {
  await open(page, '#/own/stories');
  const audience = payersOf(page);
  await audience.getByRole('radio', { name: 'No', exact: true }).click();
  await expect(audience).toContainText('You said no on');
  await seen(page, 'own-stories');
}

async function leavesTheFigures(page: Page): Promise<void> {
  await open(page, '#/own/figures');
  await expect(page.getByText('You are counted.')).toBeVisible();
  await page.getByRole('button', { name: 'Leave the figures' }).click();
  await expect(page.getByText('You are not counted.')).toBeVisible();
  await seen(page, 'own-figures');
  await page.getByRole('button', { name: 'Be counted again' }).click();
  await expect(page.getByText('You are counted.')).toBeVisible();
  await page.getByRole('button', { name: 'Leave the figures' }).click();
  await open(page, '#/own/seen');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who has seen it');
  await seen(page, 'own-seen');
}

test('a person takes a copy away and asks to be erased; the steward has a day for it', async ({
  place,
}) => {
  test.setTimeout(120_000);
  const { url } = await given(place);
  const { page } = await theirs(place, url);
  await open(page, '#/own/ask');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Get the copy now' }).click();
  const copy = readFileSync(await (await coming).path());
  expect(copy.subarray(0, 2).toString()).toBe('PK');
  expect(copy.toString('latin1')).toContain('index.html');
  await expect(page.getByText('The copy is in your downloads.')).toBeVisible();

  await page.getByRole('radio', { name: 'Erase what is kept about me' }).check();
  await page.getByLabel('Anything you want to say about it').fill('I want to begin afresh.');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByText('Asked. What becomes of it stands below.')).toBeVisible();
  await expect(page.getByText(/You have an answer by/)).toBeVisible();
  await seen(page, 'own-ask');

  const steward = await place.joined('steward');
  await steward.page.getByRole('link', { name: /1 person waits for an answer by/ }).click();
  await expect(steward.page.getByRole('heading', { name: 'Nerys: to be erased' })).toBeVisible();
  await expect(steward.page.getByText('I want to begin afresh.')).toBeVisible();
  await expect(steward.page.getByText(/An answer is due by .+ days are left\./)).toBeVisible();
  await expect(steward.page.getByText(story)).toHaveCount(0);
  await seen(steward.page, 'own-steward');
  await steward.page
    .getByLabel('In words, for them to read')
    .fill('I rang, and we meet on Friday.');
  await steward.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(steward.page.getByText('I rang, and we meet on Friday.')).toBeVisible();

  await open(page, '#/');
  await open(page, '#/own/ask');
  await expect(page.getByText('I rang, and we meet on Friday.')).toBeVisible();
});

test('they leave in a hurry, and nothing of it is left on the device', async ({ place }) => {
  const { coach, id, url } = await given(place);
  const own = await theirs(place, url);
  own.allow(/401/);
  await own.context.route('https://www.bbc.co.uk/**', route =>
    route.fulfill({ body: 'Rain later.' }),
  );
  await own.page.getByRole('button', { name: 'Close and forget this page' }).click();
  await expect(own.page.getByText('Rain later.')).toBeVisible();
  await own.page.goto(place.server.base);
  await expect(own.page.getByLabel('Invite code')).toBeVisible();
  await expect(own.page.getByText('Nerys')).toHaveCount(0);

  await open(coach.page, '#/');
  await open(coach.page, `#/p/${id}/own`);
  await expect(coach.page.getByText('Nowhere yet.')).toBeVisible();
});

test('the same page on the coach’s phone, without a signal', async ({ place }) => {
  const { coach, id } = await given(place);
  const { page } = coach;
  await open(page, `#/p/${id}/kept`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What is kept about you');
  await coach.context.setOffline(true);
  await page.getByRole('button', { name: 'Say how you see it: Time together' }).click();
  await page.getByLabel('How do you see it?').fill(seenSo);
  await page.getByRole('button', { name: 'Put my words beside it' }).click();
  await expect(page.locator('.beside', { hasText: seenSo })).toBeVisible();
  await clean(page);
  await shot(page, 'own-kept-coach');
});
