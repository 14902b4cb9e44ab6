import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page, Request } from '@playwright/test';
import { linkOf } from './device.ts';
import { killProfile, openProfile } from './killable.ts';
import { type Entry, pullAll, reader, stories, wholeNumbers } from './log.ts';
import { addPerson, arrived, expect, join, type Phone, tell, test } from './phone.ts';

// scripts/soak asks for many; six saves over six kills are for every day.
const kills = Number(process.env.ALONGSIDE_SOAK_KILLS ?? 6);
const saves = Number(process.env.ALONGSIDE_SOAK_SAVES ?? kills);
/** Kills that one person's visits see; nobody's page grows without end. */
const killsOfOne = 10;

const pushes = (request: Request) =>
  request.url().endsWith('/v1/sync') && /"n":\d/.test(request.postData() ?? '');

test('the browser killed between Saved and the network loses nothing', async ({ place }) => {
  test.setTimeout(60_000 + kills * 15_000 + saves * 2_000);
  const profile = mkdtempSync(path(tmpdir(), 'alongside-profile-'));
  const log = await reader(place.server, 'coach', 1);
  let phone = await openProfile(profile);
  const noise: string[] = [];
  const people: string[] = [];
  let told: string[] = [];
  let saved = 0;
  try {
    await join(phone.page, linkOf(place.server, 'coach').url, 'Old phone');
    await arrived(phone.page);
    for (let round = 0; round < kills; round++) {
      if (round % killsOfOne === 0) {
        people.push(await addPerson(phone.page, `Olwen ${people.length}`));
        await arrived(phone.page);
        told = [];
      }
      const id = people.at(-1) ?? '';
      const count = Math.floor(((round + 1) * saves) / kills) - saved;
      const fresh = Array.from({ length: count }, (_, i) => `Visit ${saved + i}, before the end.`);
      const taken = round % 2 === 1;
      const sent = await killedWhileSending(phone, profile, id, fresh, taken);
      const before = told.length + sent;
      told.push(...fresh);
      saved += count;
      const came = stories(await pullAll(log), id);
      expect(came).toEqual(told.slice(0, came.length));
      // The fault happened: what was held got through, or nothing from there on did.
      if (taken) expect(came.length).toBeGreaterThan(before);
      else expect(came.length).toBe(before);
      noise.push(...phone.noise);
      phone = await openProfile(profile);
      await phone.page.goto(`${place.server.base}/#/p/${id}`);
      await expect(phone.page.getByText(told.at(-1) ?? '')).toBeVisible();
      await arrived(phone.page);
      expect(stories(await pullAll(log), id)).toEqual(told);
    }
    const mine = writtenAbout(await pullAll(log), people);
    expect(mine.filter(e => e.kind === 'visit').length).toBe(saves);
    wholeNumbers(mine, mine[0]?.device ?? '');
    expect(noise.concat(phone.noise)).toEqual([]);
  } finally {
    await phone.context.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true });
  }
});

const writtenAbout = (entries: Entry[], people: string[]): Entry[] =>
  entries.filter(e => people.some(id => e.scope === `person:${id}`));

/**
 * Saves visits and kills the browser while a push is on the way: before it reaches the
 * server, or, with `taken`, after the server took it and before the phone heard so. The
 * first half of the visits goes out unhindered; answers how many of them that is.
 */
async function killedWhileSending(
  phone: Phone,
  profile: string,
  id: string,
  fresh: string[],
  taken: boolean,
): Promise<number> {
  const { page } = phone;
  const half = Math.floor(fresh.length / 2);
  for (const story of fresh.slice(0, half)) await tell(page, id, story);
  await arrived(page);
  const { held } = await holdPushes(page, taken);
  for (const story of fresh.slice(half)) await tell(page, id, story);
  await expect(page.getByText(fresh.at(-1) ?? '')).toBeVisible();
  await held;
  await killProfile(phone, profile);
  return half;
}

/** Holds every push from now on; `held` resolves when the first is. */
async function holdPushes(page: Page, taken: boolean): Promise<{ held: Promise<void> }> {
  let caught = () => {};
  const held = new Promise<void>(resolve => {
    caught = resolve;
  });
  await page.route('**/v1/sync', async route => {
    if (!pushes(route.request())) return route.continue();
    if (taken) await route.fetch();
    caught();
  });
  return { held };
}
