import { enrol, linkOf } from './device.ts';
import { arrived, expect, open, shot, test } from './phone.ts';

test('an auditor reads every decision, narrows it down, and learns nobody’s name', async ({
  place,
}) => {
  const { page } = await place.joined('auditor');
  await expect(page.getByRole('heading', { level: 1, name: 'Spending decisions' })).toBeVisible();
  const list = page.getByRole('list', { name: 'Decisions' });
  await expect(list.getByRole('link').first()).toBeVisible();
  await expect(page.locator('main')).not.toContainText(/Gwen|Rhys/);
  await shot(page, 'ledger');

  const first = list.getByRole('link').first();
  await first.click();
  await expect(page.getByRole('heading', { level: 2, name: 'Why' })).toBeVisible();
  await expect(page.getByText('Who wrote it down')).toBeVisible();
  await shot(page, 'ledger-decision');

  await open(page, '#/ledger');
  await page.getByText('Narrow it down').click();
  await page.getByLabel('Words in it').fill('nothing says this');
  await page.getByRole('button', { name: 'Show these' }).click();
  await expect(page.getByText('No decision fits what you asked for')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(list.getByRole('link').first()).toBeVisible();

  const [sheet] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a sheet (CSV)' }).click(),
  ]);
  expect(sheet.suggestedFilename()).toBe('ledger.csv');
});

test('a pot’s account adds up line by line', async ({ place }) => {
  const { page } = await place.joined('auditor');
  await arrived(page);
  await open(page, '#/ledger/pots');
  await page.getByRole('list', { name: 'Pots' }).getByRole('link').first().click();
  const lines = page.getByRole('list', { name: 'The account' }).getByRole('listitem');
  await expect(lines.first()).toBeVisible();
  const pence = (text: string | undefined) =>
    Number((text ?? '').replace(/[^\d−-]/g, '').replace('−', '-'));
  let left = 0;
  for (const line of await lines.all()) {
    left += pence(await line.locator('.ledger-sum').innerText());
    expect(pence(/([-−£\d,.]+) left/.exec(await line.innerText())?.[1])).toBe(left);
  }
  await shot(page, 'ledger-pot');
});

test('no other role reads the ledger', async ({ place }) => {
  for (const role of ['coach', 'commissioner', 'steward'] as const) {
    const device = await enrol(place.server, linkOf(place.server, role).invite);
    expect((await device.call('GET', '/v1/ledger')).status).toBe(403);
  }
});
