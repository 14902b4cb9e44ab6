import { faultsHere } from './faults.ts';
import {
  addPerson,
  arrived,
  expect,
  offline,
  open,
  openWaiting,
  shot,
  statusOf,
  tell,
  test,
} from './phone.ts';

test('a full phone says so at Save, and nothing that was typed is lost', async ({ place }) => {
  const { page } = await place.joined();
  const id = await addPerson(page, 'Olwen');
  await arrived(page);
  await open(page, `#/p/${id}/visit`);
  const story = page.getByLabel('What happened?');
  await story.fill('Typed while there was no room.');
  // The browser's own quota cannot be narrowed without a head: its refusal is put in its mouth.
  await page.evaluate(() => {
    const real = IDBObjectStore.prototype.put;
    (globalThis as { refused?: number }).refused = 0;
    (globalThis as { room?: () => void }).room = () => {
      IDBObjectStore.prototype.put = real;
    };
    IDBObjectStore.prototype.put = () => {
      (globalThis as { refused?: number }).refused = 1;
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
  await page.getByRole('button', { name: 'Save the visit' }).click();
  await expect(page.getByRole('alert')).toContainText('There is no room left on this phone');
  expect(await page.evaluate(() => (globalThis as { refused?: number }).refused)).toBe(1);
  await expect(story).toHaveValue('Typed while there was no room.');
  await shot(page, 'phone-full');
  expect(await faultsHere(page, 'phone-full')).toEqual([]);
  await page.evaluate(() => (globalThis as { room?: () => void }).room?.());
  await page.getByRole('button', { name: 'Save the visit' }).click();
  await expect(page.getByText('Typed while there was no room.')).toBeVisible();
  await arrived(page);
});

test('a full server takes nothing, says so, and still gives', async ({ place }) => {
  const mine = await place.joined();
  const theirs = await place.joined('coach', 1);
  const { page } = mine;
  for (const phone of [mine, theirs]) phone.allow(/status of 50[37]/);
  await offline(theirs);
  const id = await addPerson(page, 'Olwen');
  await tell(page, id, 'Sent while there was room.');
  await arrived(page);

  // No disk has as much room as this server asks for: so it is full from now on.
  const refused = page.waitForResponse(answer => answer.status() === 507);
  await place.server.stop();
  const { links } = place.server;
  await place.server.start('--min-free', String(2n ** 60n));
  place.server.links = links;
  await tell(page, id, 'Kept until there is room.');
  const problem = await (await refused).json();
  expect(problem.code).toBe('read_only');
  const full = 'The server is full. Saved on this phone, 1 change to send later.';
  await expect(statusOf(page)).toHaveText(full);
  await openWaiting(page);
  await expect(page.locator('main .notice')).toContainText('The server has no room left');
  await shot(page, 'server-full');
  expect(await faultsHere(page, 'server-full')).toEqual([]);
  await page.reload();
  await expect(statusOf(page)).toHaveText(full);

  await offline(theirs, false);
  await open(theirs.page, `#/p/${id}`);
  await expect(theirs.page.getByText('Sent while there was room.')).toBeVisible();

  await place.server.stop();
  await place.server.start('--min-free', '0');
  await arrived(page);
  await expect(theirs.page.getByText('Kept until there is room.')).toBeVisible();
});
