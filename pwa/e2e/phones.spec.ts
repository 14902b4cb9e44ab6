import type { Page } from '@playwright/test';
import jsQR from 'jsqr';
import { arrived, expect, join, open, shot, test } from './phone.ts';

/** What a camera reads off the QR code on the screen. */
async function scanned(page: Page): Promise<string> {
  const code = page.getByRole('img', { name: 'QR code for the other phone' });
  await expect(code).toBeVisible();
  const { pixels, side } = await code.evaluate(async svg => {
    const side = 400;
    const drawn = new Image(side, side);
    const text = new XMLSerializer()
      .serializeToString(svg)
      .replace('<svg', `<svg width="${side}" height="${side}"`);
    drawn.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
    await drawn.decode();
    const canvas = new OffscreenCanvas(side, side).getContext('2d');
    canvas?.drawImage(drawn, 0, 0);
    return { pixels: [...(canvas?.getImageData(0, 0, side, side).data ?? [])], side };
  });
  return jsQR(Uint8ClampedArray.from(pixels), side, side)?.data ?? '';
}

test('adds a second phone by the code on the first, and signs it out when it is lost', async ({
  place,
}) => {
  const { page } = await place.joined('coach');
  await open(page, '#/settings');
  await page.getByRole('link', { name: 'Your phones' }).click();
  await expect(page.getByText('The one in your hand')).toBeVisible();
  await page.getByRole('button', { name: 'Show the code' }).click();
  await shot(page, 'phones-code');
  const url = await scanned(page);
  expect(url.replace(/[0-9a-z]{16}$/, '')).toBe(`${place.server.base}/#invite=`);

  const second = await place.phone();
  second.allow(/401/);
  await join(second.page, url, 'Old tablet');
  await arrived(second.page);
  await page.getByRole('button', { name: 'Hide the code' }).click();
  await open(page, '#/settings');
  await open(page, '#/phones');
  await page.getByRole('button', { name: 'Rename: Old tablet' }).click();
  await page.getByLabel('What to call it').fill('Kitchen tablet');
  await page.getByRole('button', { name: 'Save' }).click();
  await shot(page, 'phones');
  await page.getByRole('button', { name: 'Sign out: Kitchen tablet' }).click();
  await expect(page.getByText('are lost with it')).toBeVisible();
  await shot(page, 'phones-sign-out');
  await page.getByRole('button', { name: 'Sign it out for good' }).click();
  await expect(page.getByRole('button', { name: 'Sign out: Kitchen tablet' })).toHaveCount(0);

  await second.page.reload();
  await expect(
    second.page.getByRole('heading', { name: 'This phone was signed out' }),
  ).toBeVisible();
});

test('without a signal the list says so', async ({ place }) => {
  const phone = await place.joined('coach');
  await phone.context.setOffline(true);
  await open(phone.page, '#/phones');
  await expect(phone.page.getByText('There is no signal just now. This needs it.')).toBeVisible();
  await phone.page.getByRole('button', { name: 'Show the code' }).click();
  await expect(phone.page.getByRole('alert')).toContainText('no signal');
});
