import type { Page } from '@playwright/test';
import { handsOff, unlock } from './passphrase.ts';
import { addPerson, arrived, expect, open, openPerson, type Place, shot, test } from './phone.ts';

const goals = ['Cook for six', 'Sleep through', 'Ring my brother'];
const secret = 'He must not hear of the savings book.';

/** A person with three goals of their own and something that is just between us. */
async function withGoals(place: Place): Promise<{ page: Page; id: string }> {
  const { page } = await place.joined();
  const id = await addPerson(page, 'Nerys');
  for (const words of goals) {
    await open(page, `#/p/${id}/add/goal`);
    await page.getByLabel('What they want to do, in their words').fill(words);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('link', { name: words }).first()).toBeVisible();
  }
  await open(page, `#/p/${id}/visit`);
  await page.getByLabel('What happened?').fill(secret);
  await page.getByLabel('Just between us').check();
  await page.getByRole('button', { name: 'Save the visit' }).click();
  await expect(page.getByText(secret)).toBeVisible();
  return { page, id };
}

async function handOver(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Hand over the phone' }).click();
  await page.getByRole('button', { name: 'Hand it over' }).click();
  await expect(page.getByRole('heading', { name: 'Hello Nerys' })).toBeVisible();
}

/** Nothing of anybody else, and no way out. */
async function onlyTheirs(page: Page, more?: string[]): Promise<void> {
  const text = await page.locator('body').textContent();
  const others = ['Sioned', 'Marcus', 'Gwen', 'Settings', 'Search', 'savings book'];
  for (const word of [...others, ...(more ?? [])]) expect(text).not.toContain(word);
  // The lock has the way in for others.
  if (!more) await expect(page.getByRole('link')).toHaveCount(0);
}

const next = (page: Page) => page.getByRole('button', { name: 'Next', exact: true });

test('somebody new has a circle from the start', async ({ place }) => {
  const { page } = await place.joined();
  await open(page, '#/');
  await page.getByRole('link', { name: 'Add a person' }).click();
  await page.getByLabel('What they like to be called').fill('Nerys');
  await page.getByLabel('What matters to them').fill('Her allotment, and being asked first');
  await expect(page.getByRole('checkbox', { name: 'Me' })).toBeChecked();
  await page.getByLabel('Other coaches').fill('Tomos Vaughan');
  await expect(page.getByRole('checkbox', { name: 'Tomos Vaughan' })).toBeChecked();
  await shot(page, 'add-person');
  await page.getByRole('button', { name: 'Add them' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nerys' })).toBeVisible();
  await expect(page.getByText('Her allotment, and being asked first')).toBeVisible();
  await arrived(page);
  const other = await place.joined('coach', 2);
  await openPerson(other.page, 'Nerys');
});

test('the person judges each goal on a page of its own', async ({ place }) => {
  const { page, id } = await withGoals(place);
  await handOver(page);
  await onlyTheirs(page);
  await shot(page, 'hand-hello');
  await page.getByRole('button', { name: 'Start' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cook for six');
  await onlyTheirs(page);
  await page.getByRole('button', { name: 'I’ve done this, or enough of it' }).click();
  await shot(page, 'hand-goal');
  await next(page).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sleep through');
  await page.locator('.hand-far-step').filter({ hasText: 'Some of the way' }).click();
  await page.getByLabel('Do you want to say more?').fill('Five nights of seven');
  await next(page).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ring my brother');
  await page.locator('summary', { hasText: 'Set this one aside' }).click();
  await page.getByRole('button', { name: 'Set this one aside' }).click();
  await expect(page.getByText('Set aside. You can pick it up again')).toBeVisible();
  await next(page).click();

  await onlyTheirs(page);
  await page.getByLabel('In your own words').fill('Have the choir round');
  await page.getByRole('button', { name: 'Add this' }).click();
  await expect(page.getByText('Added today')).toBeVisible();
  await next(page).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Is this helping me to lead a better life?',
  );
  await page.locator('label').filter({ hasText: 'A bit' }).click();
  await page.getByLabel('What would you like to say about that?').fill('More than I thought.');
  await shot(page, 'hand-life');
  await next(page).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you, Nerys');
  await onlyTheirs(page);
  for (const said of ['Five nights of seven', 'Have the choir round', 'More than I thought.']) {
    await expect(page.getByText(said)).toBeVisible();
  }
  await shot(page, 'hand-end');
  await lookThroughAgain(page);
  await page.getByRole('button', { name: 'Give the phone back' }).click();
  await handsOff(page);
  await page.getByRole('button', { name: 'Lock the phone' }).click();
  await unlock(page, 'not the passphrase at all');
  await expect(page.getByRole('alert')).toContainText('That is not the passphrase.');
  await onlyTheirs(page, ['Nerys']);
  await unlock(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nerys');
  await seenByAnother(place, id);
});

/** Turning the pages once more changes nothing of what was said. */
async function lookThroughAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Look through it once more' }).click();
  const title = page.getByRole('heading', { level: 1 });
  const more = page.getByLabel('Do you want to say more?');
  for (const [words, said] of [
    ['Cook for six', ''],
    ['Sleep through', 'Five nights of seven'],
    ['Have the choir round', ''],
  ] as const) {
    await expect(title).toHaveText(words);
    await expect(more).toHaveValue(said);
    await page.locator('.hand-next').click();
  }
  await expect(title).toHaveText('Is there something else you want to do?');
  await page.locator('.hand-next').click();
  await expect(page.getByRole('radio', { name: 'A bit' })).toBeChecked();
  await next(page).click();
  await expect(page.getByText('Five nights of seven')).toBeVisible();
  await expect(page.getByText('More than I thought.')).toBeVisible();
}

/** All that was said reaches the second coach. */
async function seenByAnother(place: Place, id: string): Promise<void> {
  const { page } = await place.joined('coach', 1);
  await openPerson(page, 'Nerys');
  const card = (words: string) => page.locator('.card').filter({ hasText: words }).first();
  await expect(card('Cook for six')).toContainText('Done this, or enough of it');
  await expect(card('Sleep through')).toContainText('Some of the way');
  await expect(card('Have the choir round')).toBeVisible();
  await expect(page.getByText('1 set aside')).toBeVisible();
  await expect(page.getByText('More than I thought.').first()).toBeVisible();
  await open(page, `#/p/${id}`);
  await expect(page.getByText(secret)).toHaveCount(0);
}

test('Back and an address stay inside; a reload and every other tab are locked', async ({
  place,
}) => {
  const { page } = await withGoals(place);
  const tab = await page.context().newPage();
  await tab.goto(place.server.base);
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('What I promised');
  for (const one of [page, tab]) await handsOff(one);
  await handOver(page);
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('This phone is locked');
  await tab.close();
  await page.getByRole('button', { name: 'Start' }).click();
  const far = page.locator('.hand-far-step').filter({ hasText: 'A first step' });
  await far.click();
  await expect(far).toHaveAttribute('data-chosen', 'true');
  const inside = async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cook for six');
    await onlyTheirs(page);
  };
  await page.goBack();
  await inside();
  await page.goBack();
  await inside();
  await open(page, '#/waiting');
  await inside();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This phone is locked');
  await onlyTheirs(page, ['Nerys', 'Cook for six']);
  await unlock(page);
  await page.getByRole('link', { name: 'Back' }).click();
  await expect(page.getByText(secret)).toBeVisible();
  const answer = page.locator('.card').filter({ hasText: 'Cook for six' }).first();
  await expect(answer).toContainText('A first step');
});

test('a reflection stays with its author until a copy is shared', async ({ place }) => {
  const mine = await place.joined();
  const { page } = mine;
  await open(page, '#/reflect/new');
  await page.getByLabel('What worked?').fill('Waiting a quarter of an hour longer');
  await page.getByLabel('How was it for you?').fill('I was afraid on the stairs');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Only you can see this')).toBeVisible();
  await arrived(page);

  const theirs = await place.joined('coach', 1);
  await open(theirs.page, '#/reflect');
  await expect(theirs.page.getByRole('heading', { level: 1 })).toHaveText('Looking back');
  const there = theirs.page.getByText('Waiting a quarter of an hour longer');
  await expect(there).toHaveCount(0);

  await page.getByRole('link', { name: 'Share a copy' }).click();
  await page.locator('label').filter({ hasText: 'Share with Harbour team' }).click();
  await shot(page, 'share-reflection');
  await page.getByRole('button', { name: 'Share this copy' }).click();
  await expect(page.getByText('A copy is shared with Harbour team')).toBeVisible();
  await expect(there).toBeVisible();
  await there.click();
  await expect(theirs.page.getByText(/Sioned Parry/)).toBeVisible();
  await expect(theirs.page.getByText('I was afraid on the stairs')).toHaveCount(0);
});

/** Words that are planted where whoever holds the phone may not find them. */
const planted = {
  goal: 'Leave him before the winter',
  worry: 'Bruises again, and a story that does not fit',
  other: 'Gwyneira Other',
  reflection: 'I was afraid on the stairs',
};

test('nothing planted elsewhere is in the page of a handed-over phone', async ({ place }) => {
  const { page, id } = await withGoals(place);
  await open(page, `#/p/${id}/add/goal`);
  await page.getByLabel('What they want to do, in their words').fill(planted.goal);
  await page.getByLabel('Just between us').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(planted.goal).first()).toBeVisible();
  await open(page, `#/p/${id}/add/concern`);
  await page.getByLabel('What worries you').fill(planted.worry);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(planted.worry).first()).toBeVisible();
  const other = await addPerson(page, planted.other);
  await open(page, '#/reflect/new');
  await page.getByLabel('What worked').fill(planted.reflection);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(planted.reflection)).toBeVisible();
  await arrived(page);
  await open(page, '#/search');
  await page.getByRole('searchbox').fill('winter');
  await expect(page.getByText(planted.goal).first()).toBeVisible();

  await open(page, `#/p/${id}`);
  await handsOff(page);
  await handOver(page);
  const clean = async (locked?: string[]) => {
    await onlyTheirs(page, locked);
    const all = (await page.content()) + (await page.title());
    for (const words of [...Object.values(planted), secret, 'Marcus', 'Tomos']) {
      expect(all).not.toContain(words);
    }
  };
  await clean();
  await page.getByRole('button', { name: 'Start' }).click();
  for (let seen = 0; seen < goals.length + 2; seen++) {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await clean();
    const on = page.getByRole('button', { name: /^(Next|Skip|Not now|Finish)/ }).first();
    if ((await on.count()) === 0) break;
    await on.click();
  }
  await clean();
  for (const hash of ['#/search', `#/p/${id}`, `#/p/${other}`, '#/', '#/waiting', '#/reflect']) {
    await page.evaluate(to => {
      location.hash = to;
    }, hash);
    await clean();
  }
  await page.reload();
  for (const hash of ['#/search', `#/p/${other}`, '#/reflect']) {
    await open(page, hash);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This phone is locked');
    await clean(['Nerys', ...goals]);
    await page.reload();
  }
});
