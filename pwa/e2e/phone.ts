import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Locator,
  type Page,
} from '@playwright/test';
import { linkOf } from './device.ts';
import { rowsOn } from './disk.ts';
import { passphrase, typesPassphrase } from './passphrase.ts';
import { demoServer, type Link, type Server } from './server.ts';

export { expect };

/** A browser that somebody holds, and what went wrong in it unasked. */
export interface Phone {
  page: Page;
  context: BrowserContext;
  noise: string[];
  /** Console lines that this test brings about itself. */
  allow(pattern: RegExp): void;
}

/** One server on the demo place, and the phones that the test opened on it. */
export interface Place {
  server: Server;
  /** An empty browser with a phone's screen. */
  phone(options?: BrowserContextOptions): Promise<Phone>;
  /** A phone that has joined by link and has fetched everything. */
  joined(role?: Link['role'], nth?: number): Promise<Phone>;
}

/** Every test has a place of its own and fails on any error or violation in its pages. */
export const test = base.extend<{ place: Place }>({
  place: async ({ browser }, use, info) => {
    info.setTimeout(Math.max(60_000, info.timeout)); // a spec with many pages asks for more
    const { server, remove } = await demoServer();
    const phones: Phone[] = [];
    const phone = async (options: BrowserContextOptions = {}) => {
      const made = await emptyPhone(browser, options);
      phones.push(made);
      return made;
    };
    await use({
      server,
      phone,
      async joined(role = 'coach', nth = 0) {
        const made = await phone();
        const link = linkOf(server, role, nth);
        await join(made.page, link.url, `Phone of ${link.name}`);
        await arrived(made.page);
        return made;
      },
    });
    await Promise.all(phones.map(p => p.context.close()));
    await server.kill();
    remove();
    expect(phones.flatMap(p => p.noise)).toEqual([]);
  },
});

async function emptyPhone(browser: Browser, options: BrowserContextOptions): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    ...options,
  });
  return { ...watched(context), page: await context.newPage() };
}

/** What a phone says while there is no network. */
const networkFailure = /net::ERR_|Failed to fetch|NetworkError|network error/i;

/** Collects errors, and violations of the content security policy, from all pages. */
export function watched(context: BrowserContext): Omit<Phone, 'page'> {
  const noise: string[] = [];
  const allowed: RegExp[] = [networkFailure];
  const note = (text: string) => {
    if (!allowed.some(pattern => pattern.test(text))) noise.push(text);
  };
  context.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') note(message.text());
  });
  context.on('weberror', problem => note(String(problem.error().stack ?? problem.error())));
  void typesPassphrase(context);
  void context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      console.error(`csp: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return { context, noise, allow: pattern => allowed.push(pattern) };
}

/** Opens an invite and presses Join; the device's name and a passphrase are typed. */
export async function join(page: Page, url: string, deviceName: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('A name for this phone').fill(deviceName);
  // Whoever joins again on a phone that the server no longer knows has one already.
  const choose = page.getByLabel('Choose a passphrase');
  if (await choose.isVisible()) await choose.fill(passphrase);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
}

/** The sentence that is always in sight. */
export const statusOf = (page: Page): Locator => page.locator('.topbar').getByRole('status');

/** Opens the outbox from the status line. */
export const openWaiting = (page: Page): Promise<void> =>
  page.locator('.topbar a[href="#/waiting"]').click();

/** Waits until everything was fetched and nothing waits. */
export const arrived = (page: Page): Promise<void> =>
  expect(statusOf(page)).toHaveText('Sent', { timeout: 30_000 });

/** Without the network, as the browser itself sees it. */
export async function offline(phone: Phone, off = true): Promise<void> {
  await phone.context.setOffline(off);
}

/** Goes to a page of the app by its address, as a tap on a link would. */
export async function open(page: Page, hash: string): Promise<void> {
  await page.evaluate(to => {
    location.hash = to;
  }, hash);
}

export const home = (page: Page): Promise<void> => open(page, '#/');

/** Opens somebody's page from the list of people. */
export async function openPerson(page: Page, name: string): Promise<void> {
  await home(page);
  await unfold(page, 'With others in the team');
  await page
    .getByRole('link', { name: new RegExp(`^${name}\\b`) })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Opens what is folded away under a line, if it is there and shut. */
export async function unfold(page: Page, line: string): Promise<void> {
  const fold = page.locator(`details:has(> summary:has-text("${line}"))`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  if ((await fold.count()) === 0 || (await fold.first().evaluate(f => f.hasAttribute('open'))))
    return;
  await fold.first().locator('> summary').click();
}

/** Adds somebody of whom nobody else writes in the test; answers the id of the record. */
export async function addPerson(page: Page, name: string): Promise<string> {
  await open(page, '#/people/new');
  await page.getByLabel('What they like to be called').fill(name);
  await page.getByRole('button', { name: 'Add them' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return idOf(page);
}

/** The id of the person whose page is open. */
export const idOf = (page: Page): string => /#\/p\/([^/?]+)/.exec(page.url())?.[1] ?? '';

/** Logs a visit that has nothing but its story. */
export async function tell(page: Page, person: string, story: string): Promise<void> {
  await open(page, `#/p/${person}/visit`);
  await page.getByLabel('What happened?').fill(story);
  await page.getByRole('button', { name: 'Save the visit' }).click();
  await expect(page.getByRole('link', { name: 'Log a visit' })).toBeVisible();
}

/** What the drafts of all forms hold on the phone's disk. */
export const keptDrafts = async (page: Page): Promise<string> =>
  JSON.stringify((await rowsOn(page, 'drafts')).map(row => row.value));

/** Who the phone's first member is, as its disk has it; null where it holds nobody. */
export async function identityOn(page: Page): Promise<{ device: string; member: string } | null> {
  const row = (await rowsOn(page, 'meta')).find(it => it.key === 'identity');
  const { device, member } = (row?.value ?? {}) as { device?: string; member?: string };
  return device && member ? { device, member } : null;
}

/** What the timeline of the open page says, entry by entry, from the top. */
export const moments = (page: Page): Locator => page.locator('.day-list > li');

/** Keeps a picture of what is in sight, for eyes. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.ALONGSIDE_SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
