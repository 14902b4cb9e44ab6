// Opens pages of an invented place as people see them, for eyes: pictures of a phone and a
// desktop, light and dark, in both languages; sheets of A4; and what they say to readers of
// the screen. After scripts/build.
//   node scripts/look.mjs FOLDER [--people 40] [--roles commissioner,coach] [--page letter]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPlace } from './look/place.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string', default: '0' },
    roles: { type: 'string', default: 'commissioner,coach,auditor' },
    page: { type: 'string', default: '' },
  },
});
const [out] = positionals;
if (!out) throw new Error('say where the pictures go: node scripts/look.mjs FOLDER');
mkdirSync(out, { recursive: true });

const first = selector => page => page.locator(selector).first().getAttribute('href');

/** By role: what a page is called here, and its address or how it is found from the page before. */
const pages = {
  commissioner: { letter: '#/figures', alliance: '#/alliance' },
  coach: {
    learning: async page => `${await first('a[href^="#/team/"]')(page)}/learning`,
    alliance: '#/alliance',
    question: first('main a[href^="#/alliance/questions/"]'),
    letter: '#/figures',
  },
  auditor: {
    ledger: '#/ledger',
    decision: first('main a[href^="#/ledger/"]:not([href$="/pots"])'),
    pots: '#/ledger/pots',
    pot: first('main a[href^="#/ledger/pots/"]'),
  },
  steward: { inquiries: '#/steward/inquiries', quarters: '#/steward/quarters' },
};

const widths = { phone: 360, desktop: 1280 };
const narrowest = 320;
const tallest = 2400;

const place = await startPlace(Number(values.people));
try {
  for (const role of values.roles.split(',')) await look(role);
} finally {
  await place.end();
}

async function look(role) {
  const page = await place.joined(role, { viewport: { width: 1280, height: 900 } });
  for (const lang of ['en', 'cy']) {
    if (lang === 'cy') await speakWelsh(page);
    for (const [name, where] of Object.entries(pages[role])) {
      const to = typeof where === 'string' ? where : await where(page);
      await show(page, to);
      if (values.page && name !== values.page) continue;
      const called = `${role}-${name}-${lang}`;
      await pictures(page, called);
      await page.pdf({
        path: join(out, `${called}.pdf`),
        format: 'A4',
        margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' },
      });
      await says(page, called);
    }
  }
  await page.context().close();
}

async function show(page, to) {
  await page.evaluate(hash => {
    location.hash = hash;
  }, to);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.waiting'));
  await page.waitForTimeout(700);
}

async function speakWelsh(page) {
  await show(page, '#/settings');
  await page.getByRole('radio', { name: 'Cymraeg' }).check();
  await page.locator('html[lang=cy]').waitFor();
}

/** Pictures of the page as it opens, in pieces where it is long. */
async function pictures(page, called) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const [name, width] of Object.entries(widths)) {
      await page.setViewportSize({ width, height: 800 });
      const high = await page.evaluate(() => document.documentElement.scrollHeight);
      for (let from = 0, n = 1; from < high; from += tallest, n++) {
        const clip = { x: 0, y: from, width, height: Math.min(tallest, high - from) };
        const path = join(out, `${called}-${name}-${colorScheme}-${n}.png`);
        await page.screenshot({ path, clip, fullPage: true });
      }
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: narrowest, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > narrowest) console.log(`${called} scrolls sideways at ${narrowest}: ${wide}`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** The words of the page, all folds open, and its tree as readers of the screen are told it. */
async function says(page, called) {
  const shut = page.locator('main details:not([open])');
  while ((await shut.count()) > 0) {
    await shut.evaluateAll(all => {
      for (const fold of all) fold.open = true;
    });
    await page.waitForTimeout(100);
  }
  writeFileSync(join(out, `${called}.txt`), `${await page.locator('main').innerText()}\n`);
  writeFileSync(join(out, `${called}.tree`), `${await page.locator('body').ariaSnapshot()}\n`);
}
