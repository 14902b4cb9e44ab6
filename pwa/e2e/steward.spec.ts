import type { Page } from '@playwright/test';
import { type Device, enrol, linkOf } from './device.ts';
import { vaultsOn } from './disk.ts';
import { passphrase } from './passphrase.ts';
import { addPerson, arrived, expect, join, open, shot, statusOf, tell, test } from './phone.ts';

interface Items<T> {
  items: T[];
}
interface Named {
  id: string;
  name: string;
}

test('adds an organisation, a team and a coach, who joins by typing the code', async ({
  place,
}) => {
  const { page } = await place.joined('steward');
  await open(page, '#/steward/orgs');
  await page.getByLabel('Name', { exact: true }).fill('Y Bont');
  await page.getByRole('button', { name: 'Add an organisation' }).click();
  await expect(page.getByRole('list', { name: 'Organisations' })).toContainText('Y Bont');
  await shot(page, 'steward-orgs');

  await open(page, '#/steward/teams');
  await page.getByLabel('Name', { exact: true }).fill('Lock Keepers');
  await page.getByRole('button', { name: 'Add a team' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose the organisation');
  await page.getByRole('radio', { name: 'Y Bont' }).check();
  await page.getByRole('button', { name: 'Add a team' }).click();
  await expect(page.getByRole('list', { name: 'Y Bont' })).toContainText('Lock Keepers');
  await shot(page, 'steward-teams');

  const code = await addCoach(page, 'Nerys Boon', 'Lock Keepers');
  expect(code).toMatch(/^([a-z0-9]{4}-){3}[a-z0-9]{4}$/);
  await shot(page, 'steward-invite');

  const coach = await place.phone();
  await coach.page.goto(place.server.base);
  await coach.page.getByLabel('Invite code').fill(code.replaceAll('-', ' ').toUpperCase());
  await coach.page.getByLabel('A name for this phone').fill('Nerys’s phone');
  await coach.page.getByLabel('Choose a passphrase').fill(passphrase);
  await coach.page.getByRole('button', { name: 'Join', exact: true }).click();
  await arrived(coach.page);
  await expect(coach.page.getByText('Nobody yet')).toBeVisible();
  await expect(coach.page.getByRole('link', { name: 'Add a person' }).first()).toBeVisible();
  await shot(coach.page, 'new-coach');

  await open(page, '#/steward/devices');
  await expect(page.getByText('Nerys Boon: Nerys’s phone')).toBeVisible();
});

test('renames an organisation, a team and a member', async ({ place }) => {
  const { page } = await place.joined('steward');
  await open(page, '#/steward/orgs');
  await page.getByRole('button', { name: 'Change: Drws Agored' }).click();
  await page.getByLabel('Rename Drws Agored').fill('Drws Newydd');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('list', { name: 'Organisations' })).toContainText('Drws Newydd');

  await open(page, '#/steward/teams');
  await page.getByRole('button', { name: 'Change: Quayside team' }).click();
  await page.getByLabel('Rename Quayside team').fill('Quay team');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('list', { name: 'Drws Newydd' })).toContainText('Quay team');

  await openMember(page, 'Samir Haddad');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Samir Haddad Rees');
  await page.getByRole('checkbox', { name: 'Upper Valley team' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Samir Haddad Rees' })).toBeVisible();
  await expect(page.getByText('Quay team and Upper Valley team')).toBeVisible();
  await shot(page, 'steward-member');
});

test('signs a device out after saying what is lost; the phone is emptied and says so', async ({
  place,
}) => {
  const coach = await place.joined('coach');
  coach.allow(/401/);
  const name = linkOf(place.server, 'coach').name;
  const { page } = await place.joined('steward');
  await open(page, '#/steward/devices');
  await page.getByRole('button', { name: `Sign this device out: Phone of ${name}` }).click();
  await expect(
    page.getByText(`Whatever ${name} wrote on it and has not sent yet is lost.`),
  ).toBeVisible();
  await expect(page.getByText(/It was last in touch/)).toBeVisible();
  await shot(page, 'steward-revoke');
  await page.getByRole('button', { name: 'Sign it out for good' }).click();
  await expect(
    page.getByRole('button', { name: `Sign this device out: Phone of ${name}` }),
  ).toHaveCount(0);

  await coach.page.reload();
  await expect(
    coach.page.getByRole('heading', { name: 'This phone was signed out' }),
  ).toBeVisible();
  await expect(coach.page.getByText('Its key and all that was kept under it')).toBeVisible();
  await shot(coach.page, 'signed-out');
  await nothingKeptOn(coach.page);
});

test('ends a member: what they wrote before is taken, then their phone is emptied', async ({
  place,
}) => {
  const coach = await place.joined('coach');
  coach.allow(/401/);
  const name = linkOf(place.server, 'coach').name;
  const other = await place.joined('coach', 1);
  const { page } = await place.joined('steward');

  const person = await addPerson(coach.page, 'Olwen');
  await arrived(coach.page);
  await coach.context.setOffline(true);
  await tell(coach.page, person, 'We sat by the harbour wall');
  await expect(statusOf(coach.page)).toContainText('1 change to send later');

  await openMember(page, name);
  await page.getByText('End their time here').click();
  await expect(page.getByText(/is still taken when their device gets in touch/)).toBeVisible();
  await expect(page.getByText('Once it has ended it cannot be undone')).toBeVisible();
  await shot(page, 'steward-end');
  await page.getByRole('button', { name: `End ${name}’s time here` }).click();
  await expect(page.getByText(/· until/)).toBeVisible();

  await coach.context.setOffline(false);
  await expect(coach.page.getByRole('heading', { name: 'This phone was signed out' })).toBeVisible({
    timeout: 30_000,
  });
  await open(other.page, `#/p/${person}`);
  await expect(other.page.getByText('We sat by the harbour wall')).toBeVisible();
  await coach.page.reload();
  await coach.page.getByRole('button', { name: 'Join again with an invite' }).click();
  await expect(coach.page.getByRole('button', { name: 'Join', exact: true })).toBeVisible();
  await nothingKeptOn(coach.page);
});

test('a record that nobody looks after gets a coach', async ({ place }) => {
  const leaver = await enrol(place.server, linkOf(place.server, 'coach', 2).invite);
  const person = await ownPerson(leaver, 'Idris');
  const other = await place.joined('coach');
  const { page } = await place.joined('steward');
  await openMember(page, linkOf(place.server, 'coach', 2).name);
  await page.getByText('End their time here').click();
  await page.getByRole('button', { name: /^End .* time here$/ }).click();
  await expect(page.getByText(/· until/)).toBeVisible();

  await open(page, '#/steward');
  await page.getByRole('link', { name: '1 record has nobody looking after it' }).click();
  await expect(page.getByText('Idris')).toHaveCount(0);
  await shot(page, 'steward-unattended');
  await giveCoach(page, linkOf(place.server, 'coach').name);
  await expect(page.getByText('Everybody has somebody')).toBeVisible();

  await open(other.page, `#/p/${person}`);
  await expect(other.page.getByRole('heading', { level: 1, name: 'Idris' })).toBeVisible();
});

test('a quarter that is out is held when too few answers have changed', async ({ place }) => {
  const { page } = await place.joined('steward');
  await open(page, '#/steward/quarters');
  const rows = page.getByRole('list', { name: 'Quarters' }).getByRole('listitem');
  await expect(rows.first()).toContainText('has not ended yet');
  await rows.nth(1).getByRole('button').click();
  await expect(page.getByRole('heading', { name: /stay as they are/ })).toBeVisible();
  await expect(page.getByText(/Too few people’s answers have changed/)).toBeVisible();
  await shot(page, 'steward-quarters');
});

test('a coach invites into their own team', async ({ place }) => {
  const { page } = await place.joined('coach');
  await page.getByRole('link', { name: 'Team', exact: true }).click();
  await page.getByRole('link', { name: 'Invite a coach' }).click();
  await page.getByLabel('Their name').fill('Mabli Quick');
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  await expect(page.getByText('The invitation for Mabli Quick is ready')).toBeVisible();
  await shot(page, 'coach-invite');
  const url = await page.getByText(/#invite=/).innerText();
  const joiner = await place.phone();
  await joiner.page.goto(url);
  expect(new URL(joiner.page.url()).hash).not.toContain('invite');
  await joiner.page.getByLabel('Choose a passphrase').fill(passphrase);
  await joiner.page.getByRole('button', { name: 'Join', exact: true }).click();
  await arrived(joiner.page);
  await expect(joiner.page.getByRole('link', { name: 'Team', exact: true })).toBeVisible();
});

test('a coach shares the organisation’s curve, and the next release shows it', async ({
  place,
}) => {
  const steward = await enrol(place.server, linkOf(place.server, 'steward').invite);
  const members = await steward.call<Items<Named>>('GET', '/v1/admin/members');
  const rhian = members.body.items.find(m => m.name === 'Rhian Ellis');
  const invite = await steward.call<{ url: string }>('POST', '/v1/admin/invites', {
    member: rhian?.id,
  });
  expect(await curvesOf(steward)).toEqual(['Hafan Wennol', 'The Lamplight Trust']);

  const { page } = await place.phone();
  await join(page, invite.body.url, 'Rhian’s phone');
  await arrived(page);
  await open(page, '#/share-curve');
  await page.getByRole('button', { name: 'Share our curve' }).click();
  await expect(page.getByText('will stand in the next figures')).toBeVisible();
  await shot(page, 'share-curve');

  await steward.call('POST', '/v1/admin/releases', { quarter });
  expect(await curvesOf(steward)).toContain('Drws Agored');
});

const quarter = '2026-Q3';

/** The organisations whose own curve stands in the figures, in their order. */
async function curvesOf(reader: Device): Promise<string[]> {
  const path = `/v1/figures/attainment?quarter=${quarter}&by=org`;
  const page = await reader.call<{ groups: Named[] }>('GET', path);
  return page.body.groups.map(group => group.name);
}

/** Adds a coach on the form and makes an invitation; answers the code in its groups. */
async function addCoach(page: Page, name: string, team: string): Promise<string> {
  await open(page, '#/steward/members/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('radio', { name: /^Coach/ }).check();
  await page.getByRole('checkbox', { name: team }).check();
  await page.getByRole('button', { name: 'Add a member' }).click();
  await page.getByRole('button', { name: `Make an invitation for ${name}` }).click();
  await expect(page.getByText(/#invite=/)).toBeVisible();
  return page.getByText(/^([a-z0-9]{4}-){3}[a-z0-9]{4}$/).innerText();
}

async function openMember(page: Page, name: string): Promise<void> {
  await open(page, '#/steward/members');
  await page.getByLabel('Find somebody').fill(name);
  await page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function giveCoach(page: Page, name: string): Promise<void> {
  await open(page, '#/steward/unattended');
  await page.getByRole('radio', { name }).check();
  await page.getByRole('button', { name: 'Add them to the circle' }).click();
}

/** A person whose circle holds nobody but the device's member; answers the record's id. */
async function ownPerson(by: Device, name: string): Promise<string> {
  const id = crypto.randomUUID().replace(/^.{14}./, at => `${at.slice(0, 14)}7`);
  const at = `${Date.now().toString(16).padStart(12, '0')}-0000-${by.id}`;
  const round = await by.call<{ parked: unknown[]; have: number }>('POST', '/v1/sync', {
    protocol: 1,
    device: by.id,
    push: {
      changes: [
        {
          n: 1,
          scope: `person:${id}`,
          kind: 'person',
          id,
          at,
          set: { called: name },
          add: { circle: [`member:${by.member}`] },
        },
      ],
    },
  });
  expect(round.body.parked ?? []).toEqual([]);
  expect(round.body.have).toBe(1);
  return id;
}

/** The member's keys and database are gone, and so are the notes beside them. */
async function nothingKeptOn(page: Page): Promise<void> {
  await expect.poll(() => vaultsOn(page)).toEqual([]);
  const left = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(it => it.name);
    return [...names, localStorage.getItem('alongside.canary')];
  });
  expect(left).toEqual(['alongside.vaults', null]);
}
