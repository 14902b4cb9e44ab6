import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds in the light and its contrast in the dark, and our own rules of size. */
export async function faultsHere(page: Page, where: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await violations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(page, ['color-contrast']);
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

/**
 * What these rules, or all that axe has by itself, find. The script is put into a document
 * once and stays while the app changes pages; only violations are gathered and brought back.
 */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const there = await page.evaluate(() => 'axe' in globalThis);
  if (!there) {
    await new AxeBuilder({ page }).setLegacyMode().withRules(['document-title']).analyze();
  }
  return page.evaluate(async rules => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const only = rules && { runOnly: { type: 'rule', values: rules } };
    const found = await axe.run({ resultTypes: ['violations'], ...only });
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
