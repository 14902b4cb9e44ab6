import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, openPerson, type Phone, shot, test } from './phone.ts';

/** Leaves the pictures of a page in the light and in the dark, once nothing is wrong with it. */
async function seen(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`)).toEqual([]);
    await shot(page, colorScheme === 'light' ? name : `${name}-dark`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

const left = (page: Page) =>
  page.locator('section.part', {
    has: page.getByRole('heading', { name: 'Records of people who have left' }),
  });

/** How many are past their time, as the page says. */
async function due(page: Page): Promise<number> {
  const said = left(page).getByText(/\d+ are past their time,/);
  return Number(/(\d+) are past/.exec((await said.textContent()) ?? '')?.[1]);
}

test('a steward sees what would go, chooses, and lets some go', async ({ place }) => {
  test.setTimeout(180_000);
  const { page } = await place.joined('steward');
  await open(page, '#/steward');
  await page.getByRole('link', { name: 'How long things are kept' }).click();
  await expect(page.getByText('Nobody has chosen yet')).toBeVisible();
  await expect(left(page).getByText(/None is past its time|The oldest is from/)).toBeVisible();
  await shot(page, 'retention-first');

  await left(page).getByRole('radio', { name: '1 year' }).check();
  await expect(left(page).getByText(/By this choice \d+ would be past/)).toBeVisible();
  await expect(page.getByText('You have changed something.')).toBeVisible();
  await expect(left(page).getByRole('checkbox')).toHaveCount(0);
  await shot(page, 'retention-tried');
  await page.reload();
  await expect(page.getByText('Nobody has chosen yet')).toBeVisible();

  await left(page).getByRole('radio', { name: '1 year' }).check();
  await page.getByRole('button', { name: 'Save these choices' }).click();
  await expect(page.getByText(/^Chosen on .* by /)).toBeVisible();
  const before = await due(page);
  expect(before).toBeGreaterThan(2);
  await isToldAhead(await place.joined());
  await letTwoGo(page);
  await expect(left(page).getByText(`${before - 2} are past their time,`)).toBeVisible();

  await open(page, '#/steward/erasures');
  await expect(page.getByText('Kept for 1 year, as this place has chosen')).toHaveCount(2);
  await shot(page, 'retention-erased');
  await open(page, '#/steward');
  await expect(page.getByRole('link', { name: /things are past the time/ })).toBeVisible();

  await open(page, '#/settings');
  await page.getByRole('radio', { name: 'Cymraeg' }).check();
  await expect(page.locator('html')).toHaveAttribute('lang', 'cy');
  await open(page, '#/steward/retention');
  await expect(page.getByText('heibio i’w hamser').first()).toBeVisible();
  await seen(page, 'retention-cy');
});

/** A coach reads on somebody's page that it is past its time, and what keeps it. */
async function isToldAhead({ page }: Phone): Promise<void> {
  const asked = page.waitForResponse(/\/v1\/people\/due$/);
  await openPerson(page, 'Gwen');
  const { items } = (await (await asked).json()) as { items: { id: string }[] };
  await expect(page.getByText('A line written here keeps it.')).toHaveCount(0);
  await open(page, `#/p/${items[0]?.id}`);
  await expect(page.getByText('This record is past its time since')).toBeVisible();
  await seen(page, 'due-on-their-page');
}

async function letTwoGo(page: Page): Promise<void> {
  await left(page)
    .getByText(/Look at the \d+ that are past/)
    .click();
  const boxes = left(page).getByRole('checkbox');
  await boxes.nth(0).check();
  await expect(left(page).getByRole('link', { name: 'See what would go' })).toBeVisible();
  await boxes.nth(1).check();
  const go = left(page).getByRole('button', { name: 'Let 2 go for good' });
  await go.click();
  await expect(left(page).getByRole('alert')).toContainText('Type ERASE in capital letters');
  await seen(page, 'retention-due');
  await left(page).getByLabel('Type ERASE, if you are sure').fill('ERASE');
  await go.click();
  await expect(page.getByText('2 have gone')).toBeVisible();
}
