import { type Device, enrol, linkOf } from './device.ts';
import { expect, open, shot, test, unfold } from './phone.ts';

/** Every page of the app with the ids of somebody who is there. */
function pagesOf(person: string, team: string): string[] {
  const about = ['', '/visit', '/decision', '/edit', '/circle', '/removed', '/add/goal'];
  return [
    ...about.map(end => `#/p/${person}${end}`),
    `#/p/${person}/goals/${person}`,
    `#/p/${person}/r/person/${person}`,
    `#/p/${person}/r/visit/${person}/correct`,
    `#/hand/${person}`,
    '#/',
    '#/log',
    '#/search',
    '#/people/new',
    '#/reflect',
    '#/reflect/new',
    '#/week',
    `#/team/${team}`,
    `#/team/${team}/pot`,
    `#/team/${team}/invite`,
    '#/alliance',
    '#/alliance/new',
    '#/share-curve',
    '#/figures',
    '#/figures/2026-Q2',
    '#/ledger',
    '#/waiting',
    '#/settings',
    '#/steward',
    ...['orgs', 'teams', 'members', 'members/new', 'devices', 'quarters', 'unattended'].map(
      page => `#/steward/${page}`,
    ),
  ];
}

test('a commissioner reads both curves, and what is behind and missing', async ({ place }) => {
  const { page } = await place.joined('commissioner');
  await expect(page.getByRole('heading', { level: 1, name: 'How far people got' })).toBeVisible();
  for (const title of ['How many of their goals people reached', 'How far it felt']) {
    const part = page.locator('section', {
      has: page.getByRole('heading', { level: 2, name: title }),
    });
    await expect(part.getByRole('img')).toBeVisible();
    const fold = part.locator('summary', { hasText: 'The same as a table' });
    await fold.filter({ visible: true }).click();
    const rows = part.getByRole('table').getByRole('row');
    await expect(rows.nth(1)).toContainText('%');
  }
  await unfold(page, 'What these numbers mean, exactly');
  await expect(
    page
      .getByText(/A goal that they were never asked about is not reached/)
      .filter({ visible: true }),
  ).toBeVisible();
  await unfold(page, 'How nobody can be recognised in them');
  await expect(
    page.getByText(/Counts of 0 to 7 people are not shown/).filter({ visible: true }),
  ).toBeVisible();

  const complete = page.locator('section', {
    has: page.getByRole('heading', { name: 'How complete this is' }),
  });
  await expect(complete.getByText(/Goals that nobody asked about/)).toBeVisible();
  await expect(complete.getByText('Not shown').first()).toBeVisible();
  await expect(complete.getByText(/there are so few that it could tell of somebody/)).toBeVisible();
  await shot(page, 'commissioner-figures');
});

test('a commissioner switches the quarter, and the address and curve follow', async ({ place }) => {
  const { page } = await place.joined('commissioner');
  const chart = page.getByRole('figure').first();
  await expect(chart).toContainText('July to September 2026');
  await page.getByLabel('Quarter', { exact: true }).selectOption('2026-Q1');
  await expect(chart).toContainText('January to March 2026');
  expect(page.url()).toContain('#/figures/2026-Q1');
  await page.reload();
  await expect(chart).toContainText('January to March 2026');
});

test('no page of the app leads a commissioner to a person', async ({ place }) => {
  const coach = await enrol(place.server, linkOf(place.server, 'coach').invite);
  const people = await peopleOf(coach);
  const names = [...people.values()];
  expect(names.length).toBeGreaterThan(5);
  const me = await coach.call<{ teams: string[] }>('GET', '/v1/me');
  const { page } = await place.joined('commissioner');
  const [person = ''] = people.keys();
  const left = new Set(pagesOf(person, me.body.teams[0] ?? ''));
  for (const hash of left) {
    await open(page, hash);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('.waiting')).toHaveCount(0);
    const text = await page.locator('body').innerText();
    for (const name of names) expect(text.includes(name), `${name} on ${hash}`).toBe(false);
    for (const link of await page.locator('a[href^="#/"]').all()) {
      left.add((await link.getAttribute('href')) ?? '#/');
    }
  }
});

test('the server gives a commissioner the place, themselves and the figures', async ({ place }) => {
  const coach = await enrol(place.server, linkOf(place.server, 'coach').invite);
  const [person = ''] = (await peopleOf(coach)).keys();
  const device = await enrol(place.server, linkOf(place.server, 'commissioner').invite);
  const scopes = await scopesFor(device, { [`person:${person}`]: 0 });
  expect(scopes.sort()).toEqual(['place', `self:${device.member}`]);

  const directory = await device.call<{ members: unknown[] }>('GET', '/v1/directory');
  expect(directory.body.members).toEqual([]);
  for (const [method, path, body] of closed) {
    const answer = await device.call<{ code: string }>(method, path, body);
    expect([answer.status, answer.body.code], `${method} ${path}`).toEqual([403, 'forbidden']);
  }
});

const closed: [string, string, unknown?][] = [
  ['GET', '/v1/admin/orgs'],
  ['GET', '/v1/admin/teams'],
  ['GET', '/v1/admin/members'],
  ['GET', '/v1/admin/devices'],
  ['GET', '/v1/admin/unattended'],
  ['POST', '/v1/admin/orgs', { name: 'Mine' }],
  ['POST', '/v1/admin/releases', { quarter: '2026-Q3' }],
];

interface Round {
  scopes: { scope: string; to: number; changes: { kind: string; set?: { called?: string } }[] }[];
  granted: string[];
  more: boolean;
}

/** One pull after another until nothing more comes. */
async function* rounds(device: Device, cursors: Record<string, number>): AsyncGenerator<Round> {
  for (let more = true; more; ) {
    const body = { protocol: 1, device: device.id, pull: { cursors, max_bytes: 1 << 20 } };
    const round = await device.call<Round>('POST', '/v1/sync', body);
    for (const part of round.body.scopes) cursors[part.scope] = part.to;
    more = round.body.more;
    yield round.body;
  }
}

async function scopesFor(device: Device, cursors: Record<string, number>): Promise<string[]> {
  const got = new Set<string>();
  for await (const round of rounds(device, cursors)) {
    for (const part of round.scopes) got.add(part.scope);
  }
  return [...got];
}

/** What everybody whom a coach can see likes to be called, by id. */
async function peopleOf(coach: Device): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for await (const round of rounds(coach, {})) {
    for (const part of round.scopes) {
      for (const change of part.changes) {
        const called = change.kind === 'person' && change.set?.called;
        if (called) names.set(part.scope.replace('person:', ''), called);
      }
    }
  }
  return names;
}
