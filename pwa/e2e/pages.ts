import type { Page } from '@playwright/test';
import { expect, open } from './phone.ts';

/** Pages whose address holds no id, by role; `#/` is each role's home. */
export const plainPages = {
  coach: [
    '#/',
    '#/log',
    '#/search',
    '#/people/new',
    '#/reflect',
    '#/reflect/new',
    '#/week',
    '#/alliance',
    '#/alliance/new',
    '#/share-curve',
    '#/figures',
    '#/waiting',
    '#/settings',
    '#/phones',
    '#/join',
    '#/nowhere',
  ],
  steward: [
    '#/',
    '#/steward/orgs',
    '#/steward/teams',
    '#/steward/members',
    '#/steward/members/new',
    '#/steward/devices',
    '#/steward/quarters',
    '#/steward/unattended',
    '#/steward/retention',
    '#/steward/openings',
    '#/steward/inquiries',
    '#/figures',
    '#/alliance',
  ],
  commissioner: ['#/', '#/alliance', '#/waiting', '#/settings'],
  auditor: ['#/', '#/ledger/pots', '#/figures', '#/alliance'],
} as const;

/** A coach's pages about somebody and about the team, found by following links. */
export async function foundPages(page: Page): Promise<string[]> {
  await show(page, '#/');
  const person = await firstLink(page, 'a[href^="#/p/"]');
  const team = await firstLink(page, 'a[href^="#/team/"]');
  await show(page, person);
  const kinds = new Map<string, string>();
  for (const link of await page.locator(`a[href^="${person}/"]`).all()) {
    const to = (await link.getAttribute('href')) ?? '';
    const sort = to.slice(person.length + 1).replace(/[0-9a-z]{26}|[0-9a-f-]{36}/g, ':id');
    if (!kinds.has(sort)) kinds.set(sort, to);
  }
  const about = ['visit', 'decision', 'edit', 'circle', 'removed', 'add/goal', 'add/strength'];
  const pages = [person, ...about.map(end => `${person}/${end}`), ...kinds.values()];
  for (const sort of ['visit', 'goal']) {
    const one = [...kinds.values()].find(to => to.includes(`/r/${sort}/`));
    if (one) pages.push(`${one}/correct`);
  }
  pages.push(team, `${team}/pot`, `${team}/invite`, person.replace('/p/', '/hand/'));
  for (const [from, to] of [
    [team, `a[href^="${team}/pot/"]`],
    ['#/alliance', 'main a[href^="#/alliance/"]:not([href$="/new"])'],
    ['#/reflect', 'main a[href^="#/reflect/"]:not([href$="/new"])'],
  ] as const) {
    await show(page, from);
    if ((await page.locator(to).count()) > 0) pages.push(await firstLink(page, to));
  }
  return [...new Set(pages)];
}

/** Opens a page and waits until nothing on it is still being fetched. */
export async function show(page: Page, hash: string): Promise<void> {
  await open(page, hash);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator('.waiting')).toHaveCount(0);
}

async function firstLink(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().getAttribute('href')) ?? '';
}
