import { expect, test } from 'vitest';
import { loadWords, setLang, t } from './index.ts';

test('a page that is opened while the language changes has its words in it', async () => {
  await loadWords(['steward']);
  const changed = setLang('cy');
  await Promise.all([changed, loadWords(['erase'])]);
  expect(t.value.erase?.word).toBe('DILEU');
  expect(t.value.steward?.erasures).toBeTruthy();
  await setLang('en');
});
