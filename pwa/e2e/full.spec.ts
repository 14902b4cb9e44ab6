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
  await page.evaluate(() => (globalThis as { room?: () => void }).room?.());
  await page.getByRole('button', { name: 'Save the visit' }).click();
  await expect(page.getByText('Typed while there was no room.')).toBeVisible();
  await arrived(page);
});

test('a full server takes nothing, says so, and still gives', async ({ place }) => {
  const mine = await place.joined();
  const theirs = await place.joined('coach', 1);
  const { page } = mine;
  mine.allow(/status of 507/);
  const id = await addPerson(page, 'Olwen');
  await arrived(page);

  let refused = 0;
  let full = true;
  await page.route('**/v1/sync', async route => {
    if (!full || !/"n":\d/.test(route.request().postData() ?? '')) return route.continue();
    refused++;
    await route.fulfill({
      status: 507,
      contentType: 'application/problem+json',
      body: '{"code":"read_only","status":507,"detail":"The disk is low."}',
    });
  });
  await tell(page, id, 'Kept until there is room.');
  await expect(statusOf(page)).toHaveText(
    'The server is full. Saved on this phone, 1 change to send later.',
  );
  expect(refused).toBeGreaterThan(0);

  await open(theirs.page, `#/p/${id}`);
  await expect(theirs.page.getByRole('heading', { level: 1, name: 'Olwen' })).toBeVisible();
  await tell(theirs.page, id, 'From another phone, meanwhile.');
  await arrived(theirs.page);
  await expect(page.getByText('From another phone, meanwhile.')).toBeVisible();
  await openWaiting(page);
  await expect(page.locator('main .notice')).toContainText('The server has no room left');
  await shot(page, 'server-full');

  full = false;
  await page.getByRole('button', { name: 'Send now' }).click();
  await arrived(page);
});
