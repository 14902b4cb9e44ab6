import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds in the light and its contrast in the dark, and our own rules of size. No
 * colour depends on the language, so contrast is looked at in the first one only.
 */
export async function faultsHere(page: Page, where: string): Promise<string[]> {
  const first = (await page.locator('html').getAttribute('lang')) === 'en';
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await violations(page, first ? undefined : { except: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = first ? await violations(page, { only: ['color-contrast'] }) : [];
  await page.emulateMedia({ colorScheme: null });
  return [...light, ...dark, ...(await sizeFaults(page))].map(fault => `${where} ${fault}`);
}

/** As much of axe as is used here. */
interface Axe {
  run(options: object): Promise<{
    passes: unknown[];
    violations: { id: string; nodes: { target: unknown; any: { message: string }[] }[] }[];
  }>;
}

/** Which of axe's rules; all that it has by itself where nothing is said. */
interface Rules {
  only?: string[];
  except?: string[];
}

/**
 * What these rules find. The script is put into a document
 * once and stays while the app changes pages; only violations are gathered and brought back.
 */
async function violations(page: Page, rules: Rules = {}): Promise<string[]> {
  const there = await page.evaluate(() => 'axe' in globalThis);
  if (!there) {
    await new AxeBuilder({ page }).setLegacyMode().withRules(['document-title']).analyze();
  }
  return page.evaluate(async ({ only, except = [] }) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const options = {
      resultTypes: ['violations'],
      rules: Object.fromEntries(except.map(rule => [rule, { enabled: false }])),
      ...(only && { runOnly: { type: 'rule', values: only } }),
    };
    const found = await axe.run(options);
    const told = found.violations.map(({ id, nodes }) => {
      const where = nodes.map(node => `${node.target} ${node.any[0]?.message ?? ''}`);
      return `${id}: ${where.join(' | ')}`;
    });
    return found.passes.length > 0 || told.length > 0 ? told : ['axe looked at nothing'];
  }, rules);
}

/** A page that scrolls sideways, and targets lower than 48 px; links within a text are exempt. */
function sizeFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const root = document.scrollingElement;
    if (root && root.scrollWidth > innerWidth) faults.push(`is ${root.scrollWidth} px wide`);
    const targets = 'button, a.button, a.tab, a.status, a.item-main, summary, select, label.chip';
    for (const target of document.querySelectorAll(targets)) {
      const { height, width } = target.getBoundingClientRect();
      if (width > 0 && height > 0 && height < 47.5) {
        faults.push(
          `${target.className || target.tagName} is ${height} px high: ${target.textContent}`,
        );
      }
    }
    return faults;
  });
}
