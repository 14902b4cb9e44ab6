import type { Page } from '@playwright/test';
import { rowsOn, vaultsOn } from './disk.ts';
import { faultsHere } from './faults.ts';
import { pullAll, reader, stories } from './log.ts';
import {
  addPerson,
  arrived,
  expect,
  open,
  openWaiting,
  shot,
  statusOf,
  tell,
  test,
} from './phone.ts';

/** Flips one bit of every row of some stores, as they lie there; answers how many rows. */
async function flipped(page: Page, stores: string[]): Promise<number> {
  const [vault] = await vaultsOn(page);
  return page.evaluate(
    async ([name, stores]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opened = indexedDB.open(name);
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => resolve(opened.result);
      });
      const tx = db.transaction(stores, 'readwrite');
      const done = new Promise(resolve => {
        tx.oncomplete = resolve;
      });
      let rows = 0;
      for (const store of stores) {
        tx.objectStore(store).openCursor().onsuccess = event => {
          const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
          if (!cursor) return;
          const bytes = new Uint8Array(cursor.value);
          bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
          cursor.update(bytes);
          rows++;
          cursor.continue();
        };
      }
      await done;
      db.close();
      return rows;
    },
    [`alongside.${vault?.id}`, stores] as const,
  );
}

/** Leaves the app, so that nothing of it is in memory, and stays on its origin. */
async function away(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/healthz`);
}

test('records that were damaged are told of and fetched again', async ({ place }) => {
  const { page } = await place.joined();
  const id = await addPerson(page, 'Olwen');
  await tell(page, id, 'Walked to the shop.');
  await arrived(page);
  await away(page, place.server.base);
  expect(await flipped(page, ['packs'])).toBeGreaterThan(0);

  await page.goto(place.server.base);
  await expect(statusOf(page)).toHaveText('Needs you');
  await openWaiting(page);
  const notice = page.locator('main .notice').filter({ hasText: 'was damaged' });
  await expect(notice).toContainText('What has reached the server is fetched again');
  await expect(notice).not.toContainText('lost');
  await shot(page, 'damaged-row');
  expect(await faultsHere(page, 'damaged-row')).toEqual([]);
  await notice.getByRole('button', { name: 'Understood' }).click();
  await expect(notice).toHaveCount(0);
  await arrived(page);
  await open(page, `#/p/${id}`);
  await expect(page.getByText('Walked to the shop.')).toBeVisible();
  await page.reload();
  await arrived(page);
  await expect(page.getByText('Walked to the shop.')).toBeVisible();
});

test('an own change that was damaged before it was sent is told of and holds up nothing', async ({
  place,
}) => {
  const { page } = await place.joined();
  const log = await reader(place.server, 'coach', 1);
  const id = await addPerson(page, 'Olwen');
  await tell(page, id, 'Walked to the shop.');
  await arrived(page);
  await page.route('**/v1/**', route => route.abort());
  await tell(page, id, 'Nobody has it yet.');
  await expect.poll(async () => (await rowsOn(page, 'outbox')).length).toBe(1);
  await away(page, place.server.base);
  expect(await flipped(page, ['outbox'])).toBe(1);
  const [row] = await rowsOn(page, 'outbox');
  expect(row?.value).toBeUndefined(); // the fault is there

  await page.unrouteAll({ behavior: 'wait' });
  await page.goto(place.server.base);
  await expect(statusOf(page)).toHaveText('Needs you');
  await openWaiting(page);
  const notice = page.locator('main .notice').filter({ hasText: 'was damaged' });
  await expect(notice).toContainText('1 thing that you wrote and that had not been sent is lost');
  await shot(page, 'damaged-own');
  await page.reload();
  await expect(notice).toContainText('1 thing that you wrote'); // told until it was read
  await notice.getByRole('button', { name: 'Understood' }).click();
  await arrived(page);
  await tell(page, id, 'Written after it.');
  await arrived(page);
  expect(stories(await pullAll(log), id)).toEqual(['Walked to the shop.', 'Written after it.']);
});
