import { readdirSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { linkOf } from './device.ts';
import { foundPages, plainPages, show } from './pages.ts';
import { addPerson, arrived, expect, join, open, tell, test } from './phone.ts';

// The fixture fails each test on any violation of the policy and any error in its pages.

test('no page breaks the content security policy', async ({ place }) => {
  const { page } = await place.joined('coach');
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? ''))
    .toContain('/sw.js');
  for (const hash of [...plainPages.coach, ...(await foundPages(page))]) await show(page, hash);
  const steward = await place.joined('steward');
  for (const hash of plainPages.steward) await show(steward.page, hash);
});

test('the policy lets nothing inline run, and is watched', async ({ place }) => {
  const phone = await place.phone();
  phone.allow(/csp:|Content Security Policy|TrustedHTML/);
  await phone.page.goto(place.server.base);
  const answer = await phone.page.request.get(place.server.base);
  const policy = answer.headers()['content-security-policy'] ?? '';
  for (const part of [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "require-trusted-types-for 'script'",
  ]) {
    expect(policy).toContain(part);
  }
  expect(policy).not.toContain('unsafe');
  const broken = phone.page.waitForEvent('console', message => message.text().startsWith('csp:'));
  const refused = await phone.page.evaluate(() => {
    try {
      document.body.innerHTML = '<p>no</p>';
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toBe(true);
  await broken;
});

/** The shortest module that there is. */
const compiles = () =>
  WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(
    () => 'compiles',
    () => 'refused',
  );

test('the worker that stretches a passphrase runs WebAssembly, and no page does', async ({
  place,
  browser,
}) => {
  // A service worker would answer with the app in the place of the file.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(place.server.base);
  expect(await page.evaluate(compiles)).toBe('refused');
  const files = readdirSync('pwa/dist/assets').filter(name => name.startsWith('argon.worker-'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    const answer = await page.goto(`${place.server.base}/assets/${name}`);
    expect(answer?.headers()['content-security-policy']).toContain("'wasm-unsafe-eval'");
    expect(await page.evaluate(compiles)).toBe('compiles');
  }
  await context.close();
});

test('a script in a story is words like any other', async ({ place }) => {
  const { page } = await place.joined('coach');
  const other = await place.joined('coach', 1);
  const script = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  const person = await addPerson(page, 'Bronwen <b>B</b>');
  await tell(page, person, script);
  await expect(page.getByText(script)).toBeVisible();
  await arrived(page);
  await show(other.page, `#/p/${person}`);
  await expect(other.page.getByRole('heading', { level: 1 })).toHaveText('Bronwen <b>B</b>');
  await expect(other.page.getByText(script)).toBeVisible();
  await expect(other.page.locator('main img')).toHaveCount(0);
  await open(other.page, '#/search');
  await other.page.getByRole('searchbox').fill('onerror');
  await expect(other.page.getByText(/onerror/).first()).toBeVisible();
  for (const one of [page, other.page]) expect(await one.title()).toMatch(/Alongside$/);
});

test('a newer version waits to be asked, and what is being typed stays', async ({ place }) => {
  const front = await frontOf(place.server.base);
  const { page } = await place.phone();
  const { invite } = linkOf(place.server, 'coach');
  await join(page, `${front.base}/#invite=${invite}`, 'Old version');
  await arrived(page);
  await expect
    .poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)))
    .toBe(true);
  await show(page, '#/people/new');
  const name = page.getByLabel('What they like to be called');
  await name.fill('Half a na');

  front.newer = true;
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await expect(page.getByText('A newer version is ready.')).toBeVisible();
  await expect(name).toHaveValue('Half a na');
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Use it now' }).click();
  await loaded;
  await expect(name).toHaveValue('Half a na');
  await expect(page.getByText('A newer version is ready.')).toHaveCount(0);
  front.close();
});

/** Passes everything on to the server; once `newer`, the service worker is another one. */
async function frontOf(to: string): Promise<{ base: string; newer: boolean; close(): void }> {
  const it = { base: '', newer: false, close: () => {} };
  const server = createServer((asked, answer) => {
    const { 'accept-encoding': _, 'if-none-match': __, ...headers } = asked.headers;
    const onward = request(`${to}${asked.url}`, { method: asked.method, headers }, got => {
      const worker = asked.url === '/sw.js' && it.newer;
      const { 'content-length': length, etag, ...rest } = got.headers;
      answer.writeHead(got.statusCode ?? 502, worker ? rest : got.headers);
      got.on('end', () => answer.end(worker ? '\n// newer' : undefined));
      got.pipe(answer, { end: false });
      answer.on('close', () => got.destroy());
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  it.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  it.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return it;
}
