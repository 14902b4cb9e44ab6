import { faultsHere } from './faults.ts';
import {
  addPerson,
  arrived,
  expect,
  open,
  openPerson,
  openWaiting,
  shot,
  tell,
  test,
} from './phone.ts';

test('a sum that stays different is told, and forgotten once it is right', async ({ place }) => {
  const mine = await place.joined();
  const theirs = await place.joined('coach', 1);
  const { page } = mine;
  const id = await addPerson(page, 'Olwen');
  await arrived(page);

  // No honest server brings this about: the answers are altered on their way.
  let altered = 0;
  await page.route('**/v1/sync', async route => {
    const response = await route.fetch();
    const json = await response.json();
    for (const part of json.scopes ?? []) {
      if (part.scope !== `person:${id}` || part.to === 0) continue;
      part.digest = 'f'.repeat(16);
      altered++;
    }
    await route.fulfill({ response, json });
  });
  await tell(page, id, 'Walked to the shop.');
  await expect.poll(() => altered).toBeGreaterThan(1);
  await open(page, '#/waiting');
  const notice = page.locator('main .notice').filter({ hasText: 'Olwen' });
  await expect(notice).toBeVisible();
  await shot(page, 'differs');
  expect(await faultsHere(page, 'differs')).toEqual([]);
  await openPerson(page, 'Olwen');
  await expect(page.getByText('Walked to the shop.')).toBeVisible();

  await page.unrouteAll({ behavior: 'wait' });
  await open(theirs.page, `#/p/${id}`);
  await tell(theirs.page, id, 'And back.');
  await arrived(theirs.page);
  await expect(page.getByText('And back.')).toBeVisible();
  await openWaiting(page);
  await expect(notice).toHaveCount(0);
});
