import type { Page } from '@playwright/test';
import { enrol, linkOf } from './device.ts';
import { faultsHere } from './faults.ts';
import { foundPages, plainPages, show } from './pages.ts';
import { arrived, expect, join, open, type Phone, type Place, test } from './phone.ts';

const languages = ['en', 'cy'] as const; // the app starts in the first
const narrow = { viewport: { width: 320, height: 700 }, reducedMotion: 'reduce' } as const;

test.describe.configure({ timeout: 180_000 });

test('the coach’s pages', async ({ place }) => {
  const { page } = await narrowPhone(place, 'coach');
  await inEachLanguage(page, [...plainPages.coach, ...(await foundPages(page))]);
});

for (const role of ['steward', 'commissioner', 'auditor'] as const) {
  test(`the ${role}’s pages`, async ({ place }) => {
    const { page } = await narrowPhone(place, role);
    const pages: string[] = [...plainPages[role]];
    if (role === 'steward') {
      await show(page, '#/steward/members');
      const one = page.locator('main .item a[href^="#/steward/members/"]').first();
      pages.push((await one.getAttribute('href')) ?? '');
    }
    await inEachLanguage(page, pages);
  });
}

async function inEachLanguage(page: Page, pages: readonly string[]): Promise<void> {
  for (const lang of languages) {
    await speak(page, lang);
    expect(await faultsOn(page, pages)).toEqual([]);
  }
}

test('joining, and a coach for whom there is nothing yet', async ({ place }) => {
  const { page } = await place.phone(narrow);
  await page.goto(place.server.base);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await faultsHere(page, 'join')).toEqual([]);
  await join(page, await newCoach(place), 'New');
  await arrived(page);
  const pages = ['#/', '#/search', '#/log', '#/reflect', '#/week', '#/settings', '#/share-curve'];
  const [team] = await page.locator('a[href^="#/team/"]').all();
  const own = (await team?.getAttribute('href')) ?? '#/';
  expect(await faultsOn(page, [...pages, own, `${own}/pot`])).toEqual([]);
});

test('the main pages with letters twice as large', async ({ place }) => {
  const coach = await narrowPhone(place, 'coach');
  const pages = (await foundPages(coach.page)).slice(0, 4);
  await enlarge(coach.page);
  expect(await faultsOn(coach.page, ['#/', '#/search', '#/settings', ...pages])).toEqual([]);
  const steward = await narrowPhone(place, 'steward');
  await enlarge(steward.page);
  const looked = ['#/', '#/steward/orgs', '#/steward/quarters', '#/steward/devices', '#/figures'];
  expect(await faultsOn(steward.page, looked)).toEqual([]);
});

async function narrowPhone(place: Place, role: 'coach' | keyof typeof plainPages): Promise<Phone> {
  const phone = await place.phone(narrow);
  const link = linkOf(place.server, role);
  await join(phone.page, link.url, 'Narrow');
  await arrived(phone.page);
  return phone;
}

/** A coach in a new team of a new organisation; answers the link of their invite. */
async function newCoach(place: Place): Promise<string> {
  const steward = await enrol(place.server, linkOf(place.server, 'steward').invite);
  const made = async <T>(path: string, body: unknown) =>
    (await steward.call<T>('POST', `/v1/admin/${path}`, body)).body;
  const org = await made<{ id: string }>('orgs', { name: 'New' });
  const team = await made<{ id: string }>('teams', { org: org.id, name: 'First' });
  const coach = { name: 'Nia', role: 'coach', teams: [team.id] };
  const member = await made<{ id: string }>('members', coach);
  return (await made<{ url: string }>('invites', { member: member.id })).url;
}

async function speak(page: Page, lang: (typeof languages)[number]): Promise<void> {
  if (lang === 'en') return;
  await open(page, '#/settings');
  await page.getByRole('radio', { name: 'Cymraeg' }).check();
  await expect(page.locator('html')).toHaveAttribute('lang', 'cy');
}

const enlarge = (page: Page) =>
  page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));

async function faultsOn(page: Page, pages: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const hash of pages) {
    await show(page, hash);
    await openFolds(page);
    faults.push(...(await faultsHere(page, hash)));
  }
  return faults;
}

/** Opens all that is folded away, and what is folded in that, so that it is looked at too. */
async function openFolds(page: Page): Promise<void> {
  const shut = page.locator('main details:not([open])');
  await expect(async () => {
    await shut.evaluateAll(all => {
      for (const fold of all) (fold as HTMLDetailsElement).open = true;
    });
    expect(await shut.count()).toBe(0);
  }).toPass();
}
