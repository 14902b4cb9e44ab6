import { addPerson, arrived, expect, moments, open, openPerson, shot, test } from './phone.ts';

test('a steward opens a record, and the circle reads who, why and until when', async ({
  place,
}) => {
  const mine = await place.joined();
  const id = await addPerson(mine.page, 'Olwen');
  await arrived(mine.page);
  const theirs = await place.joined('coach', 1);
  await openPerson(theirs.page, 'Olwen');

  const { page } = await place.joined('steward');
  await open(page, '#/steward/openings');
  await page.getByRole('button', { name: 'Open it and tell them' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Put in the number of the record');
  await expect(alert).toContainText('Say why, in a sentence that the person will read');
  await page.getByLabel('Whose record').fill(`https://alongside.example/#/p/${id}`);
  await page.getByLabel('Why', { exact: true }).fill('Her sister rang and is afraid for her.');
  await page.getByRole('radio', { name: '15 minutes' }).check();
  await shot(page, 'steward-opening');
  await page.getByRole('button', { name: 'Open it and tell them' }).click();
  await expect(page.getByText(/^Open for you until/)).toBeVisible();
  await shot(page, 'steward-opened');

  for (const phone of [mine, theirs]) {
    await openPerson(phone.page, 'Olwen');
    const told = moments(phone.page).filter({ hasText: 'Opened by' });
    await expect(told).toContainText('Because: Her sister rang and is afraid for her.');
    await expect(told).toContainText('until');
  }
  await shot(mine.page, 'opened-on-the-page');
  await open(page, '#/steward/openings');
  await page.getByRole('link', { name: 'Read the record' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Olwen');
  await expect(page.getByText('You read it as the person does.')).toBeVisible();
  await shot(page, 'steward-reads');
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Get the copy now' }).click();
  expect((await file).suggestedFilename()).toBe('copy.zip');
  await expect(page.getByText('The copy is in your downloads.')).toBeVisible();
  // Opening gives no scope to the steward's own phone.
  await open(page, `#/p/${id}`);
  await expect(page.getByText('Olwen')).toHaveCount(0);
});
