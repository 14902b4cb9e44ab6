import type { BrowserContext, Page } from '@playwright/test';

/** What every phone of the tests is locked with. */
export const passphrase = 'otter lamp seven harbour';

/**
 * Whoever holds the phone types the passphrase whenever it asks: a page that is opened
 * anew begins locked. `handsOff` stops it for a page.
 */
export async function typesPassphrase(context: BrowserContext): Promise<void> {
  await context.addInitScript(words => {
    const type = () => {
      if (sessionStorage.getItem('hands-off')) return;
      const form = document.querySelector<HTMLFormElement>('form[data-lock]');
      const line = form?.querySelector('input');
      if (!form || !line || form.dataset.typed) return;
      form.dataset.typed = 'yes';
      line.value = words;
      line.dispatchEvent(new Event('input', { bubbles: true }));
      // Another page may have been opened meanwhile, and asks by a form of its own.
      setTimeout(() => form.isConnected && form.requestSubmit());
    };
    new MutationObserver(type).observe(document, { childList: true, subtree: true });
  }, passphrase);
}

/** From now on nobody types the passphrase in this page by themselves. */
export const handsOff = (page: Page): Promise<void> =>
  page.evaluate(() => sessionStorage.setItem('hands-off', 'yes'));

/** Types it once, where the phone is locked. */
export async function unlock(page: Page, words = passphrase): Promise<void> {
  await page.getByLabel('Your passphrase').fill(words);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}
