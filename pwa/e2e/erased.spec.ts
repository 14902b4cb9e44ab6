import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { linkOf } from './device.ts';
import { everythingOn } from './disk.ts';
import { faultsHere } from './faults.ts';
import { openProfile } from './killable.ts';
import { foundIn, keepPlainly, token } from './marks.ts';
import { passphrase } from './passphrase.ts';
import {
  addPerson,
  arrived,
  expect,
  join,
  moments,
  open,
  openPerson,
  openWaiting,
  type Phone,
  type Place,
  shot,
  statusOf,
  tell,
  test,
} from './phone.ts';
import { buildRecovery, inBackups, inFolder } from './recovered.ts';

/** What was written about somebody, and what they are called. */
const marks = {
  name: token(),
  visit: token(),
  goal: token(),
  between: token(),
  what: token(),
  why: token(),
  asked: token(),
};
const words = Object.values(marks);
const sum = '£12.34';
let letGo = () => {};

/** Three browsers whose folders stay: two coaches of one team, and the person's own. */
interface Held {
  mine: Phone;
  theirs: Phone;
  own: Phone;
  folders: string[];
}

async function heldBy(place: Place): Promise<Held> {
  const folders = [0, 1, 2].map(() => mkdtempSync(path(tmpdir(), 'alongside-profile-')));
  const [mine, theirs, own] = await Promise.all(folders.map(openProfile));
  if (!mine || !theirs || !own) throw new Error('a browser did not open');
  for (const [nth, phone] of [mine, theirs].entries()) {
    await join(phone.page, linkOf(place.server, 'coach', nth).url, `Phone ${nth}`);
    await arrived(phone.page);
  }
  return { mine, theirs, own, folders };
}

async function writeAll(page: Page): Promise<string> {
  const id = await addPerson(page, marks.name);
  await tell(page, id, `She said: ${marks.visit}`);
  await open(page, `#/p/${id}/add/goal`);
  await page
    .getByLabel('What they want to do, in their words', { exact: true })
    .fill(`To ${marks.goal}`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(marks.goal).first()).toBeVisible();
  await open(page, `#/p/${id}/visit`);
  await page.getByLabel('What happened?').fill(`Told me alone: ${marks.between}`);
  await page.getByLabel('Just between us').check();
  await page.getByRole('button', { name: 'Save the visit' }).click();
  await expect(moments(page).filter({ hasText: marks.between })).toBeVisible();
  await open(page, `#/p/${id}/decision`);
  await page.getByLabel('What was it?').fill(`Bought ${marks.what}`);
  await page.getByLabel('How much?').fill('12.34');
  await page.getByLabel('Why?', { exact: true }).fill(`Because ${marks.why}`);
  await page.getByRole('group', { name: 'Which pot?' }).getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(moments(page).filter({ hasText: marks.what })).toBeVisible();
  await arrived(page);
  return id;
}

/** The person opens their own page, takes the copy and asks to be erased. */
async function readsAndAsks(coach: Page, own: Page, id: string): Promise<void> {
  await open(coach, `#/p/${id}/own`);
  await coach.getByRole('button', { name: 'Make the link' }).click();
  await own.goto((await coach.locator('.invite-link').textContent()) ?? '');
  await own.getByLabel('Choose a passphrase').fill(passphrase);
  await own.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(own.getByRole('heading', { level: 1 })).toHaveText(`Hello ${marks.name}`);
  await open(own, '#/own/kept');
  await expect(own.getByText(marks.visit).first()).toBeVisible();
  await open(own, '#/own/ask');
  const coming = own.waitForEvent('download');
  await own.getByRole('button', { name: 'Get the copy now' }).click();
  expect(readFileSync(await (await coming).path()).length).toBeGreaterThan(1000);
  await own.getByRole('radio', { name: 'Erase what is kept about me' }).check();
  await own.getByLabel('Anything you want to say about it').fill(marks.asked);
  await own.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(own.getByText('Asked. What becomes of it stands below.')).toBeVisible();
  await arrived(own);
}

const backedUp = 'All that was written on this phone has reached the server and is backed up.';

async function isBackedUp(page: Page): Promise<void> {
  await expect(async () => {
    await open(page, '#/');
    await openWaiting(page);
    await expect(page.getByText(backedUp, { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
}

/** What is left in the pot, as the team's page on this phone says. */
async function potOn(page: Page): Promise<string> {
  await open(page, '#/');
  await page.locator('a[href^="#/team/"]').first().click();
  await page.locator('main a[href*="/pot/"]').first().click();
  await expect(page.locator('.big-sum')).toBeVisible();
  return (await page.locator('.big-sum').textContent()) ?? '';
}

/** Takes a picture of the page in both lights; axe looks at both at once. */
async function looked(page: Page, name: string): Promise<void> {
  expect(await faultsHere(page, name)).toEqual([]);
  await shot(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await shot(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function speak(page: Page, language: string): Promise<void> {
  await open(page, '#/settings');
  await page.getByRole('radio', { name: language }).click();
}

/** A steward erases the person by the screens, in English; they are looked at in Welsh too. */
async function erases(page: Page, id: string): Promise<void> {
  for (const [language, cy] of [
    ['Cymraeg', '-cy'],
    ['English', ''],
  ] as const) {
    await speak(page, language);
    await open(page, `#/steward/erase/${id}`);
    await expect(page.locator('textarea')).toBeVisible();
    await looked(page, `erase${cy}`);
  }
  await page.getByRole('button', { name: 'Erase this person for good' }).click();
  await expect(page.getByRole('alert')).toContainText('Type ERASE in capital letters');
  await page.getByLabel('Why?').fill('Asked for it, by their own page.');
  await page.getByLabel('Type ERASE, if you are sure').fill('ERASE');
  await page.getByRole('button', { name: 'Erase this person for good' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People who were erased');
  await expect(page.getByText('Asked for it, by their own page.')).toBeVisible();
  await looked(page, 'erasures');
  await speak(page, 'Cymraeg');
  await open(page, '#/steward/erasures');
  await expect(page.locator('main .card')).toHaveCount(1);
  await looked(page, 'erasures-cy');
  await speak(page, 'English');
}

/** An inquiry reads who erased them and why. */
async function asksAfterwards(page: Page, id: string): Promise<void> {
  await open(page, '#/steward/inquiries');
  await page.getByLabel('The number of the record').fill(id);
  await page.getByLabel('Why do you ask?').fill('A sister asks whether it was done.');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByText('Had the record erased.')).toBeVisible();
  await expect(page.getByText('Nobody is left to see that you asked')).toBeVisible();
  await expect(page.getByText('Asked for it, by their own page.')).toBeVisible();
  await looked(page, 'erased-inquiry');
}

/** The server was away: whoever looks at what waits makes the phone ask again. */
async function inTouch(page: Page): Promise<void> {
  await expect(async () => {
    await open(page, '#/');
    await openWaiting(page);
    await expect(statusOf(page)).toHaveText('Sent', { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
}

async function isGoneFrom(page: Page, id: string): Promise<void> {
  await inTouch(page);
  await open(page, '#/search');
  await page.getByLabel('Look for a word or a name').fill(marks.visit);
  await expect(page.getByText('Nothing found')).toBeVisible();
  const left = async () => {
    const disk = await everythingOn(page);
    return words.filter(word => disk.includes(word));
  };
  await expect.poll(left, { timeout: 40_000 }).toEqual([]);
  await open(page, `#/p/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const word of words) await expect(page.locator('body')).not.toContainText(word);
}

test.beforeAll(() => {
  test.setTimeout(480_000);
  letGo = buildRecovery();
});
test.afterAll(() => letGo());

test('somebody who was erased is found nowhere', async ({ place }) => {
  test.setTimeout(480_000);
  const { server } = place;
  const backups = `${server.dir}.backups`;
  const before = `${server.dir}.before`;
  await server.stop();
  await server.start('--backup', backups, '--backup-every', '100ms');
  const { mine, theirs, own, folders } = await heldBy(place);
  const all = [mine, theirs, own];
  for (const phone of all) phone.allow(/status of (401|404|503)/);
  try {
    const full = await potOn(mine.page);
    const id = await writeAll(mine.page);
    await openPerson(theirs.page, marks.name);
    await expect(theirs.page.getByText(marks.visit).first()).toBeVisible();
    await readsAndAsks(mine.page, own.page, id);
    await arrived(mine.page);
    await isBackedUp(mine.page);
    const pots = [await potOn(mine.page), await potOn(theirs.page)];
    expect(pots).not.toContain(full); // what was decided counts on both phones

    // The searches find what is there.
    for (const { page } of [mine, theirs]) expect(await everythingOn(page)).toContain(marks.visit);
    await server.stop();
    cpSync(backups, before, { recursive: true });
    expect(inFolder(server.dir, `${server.dir}.key`, words).sort()).toEqual([...words].sort());
    expect(new Set(Object.values(inBackups(before, server.dir, words)).flat())).toEqual(
      new Set(words),
    );
    await server.start();

    const steward = await place.joined('steward');
    await erases(steward.page, id);
    await asksAfterwards(steward.page, id);
    for (const { page } of [mine, theirs]) await isGoneFrom(page, id);
    await own.page.reload();
    await expect(own.page.getByRole('heading', { name: /signed out/ })).toBeVisible();
    expect([await potOn(mine.page), await potOn(theirs.page)]).toEqual(pots);
    await expect(
      mine.page.getByText('about somebody whose record was erased').first(),
    ).toBeVisible();
    await expect(mine.page.getByText(sum).first()).toBeVisible();
    await looked(mine.page, 'erased-pot');
    await isBackedUp(mine.page);
    for (const { page } of all) await keepPlainly(page, 'a word that a search does find');
  } finally {
    await Promise.all(all.map(phone => phone.context.close()));
  }
  expect(all.flatMap(phone => phone.noise)).toEqual([]);
  await server.stop();
  try {
    const control = { control: 'a word that a search does find' };
    for (const folder of folders)
      expect(foundIn(folder, { ...marks, ...control })).toEqual(['control']);
    expect(words.filter(word => server.said().includes(word))).toEqual([]);
    nothingOn(server.dir, backups, before);
  } finally {
    for (const dir of [...folders]) rmSync(dir, { recursive: true, force: true });
  }
});

/** Neither the folder, nor a backup of since, nor one of before that is restored says a word. */
function nothingOn(data: string, backups: string, before: string): void {
  const master = `${data}.key`;
  expect(inFolder(data, master, words)).toEqual([]);
  const old = new Set(readdirSync(before));
  const since = Object.entries(inBackups(backups, data, words)).filter(([name]) => !old.has(name));
  expect(since.length).toBeGreaterThan(0);
  expect(since.filter(([, found]) => found.length > 0)).toEqual([]);

  const full = `${before}.full`;
  execFileSync('./alongside', ['backup', '--data', data, '--backup', full]);
  expect(Object.values(inBackups(full, data, words)).flat()).toEqual([]);

  rmSync(data, { recursive: true });
  const said = execFileSync('./alongside', ['restore', '--from', before, '--data', data]);
  expect(said.toString()).toContain('Restored and checked');
  expect(inFolder(data, master, words)).toEqual([]);
}
