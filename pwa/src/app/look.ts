import { effect, signal } from '@preact/signals';
import { note, setNote } from '../local/small.ts';
import { type Lang, lang, setLang } from '../words/index.ts';

export type Theme = 'auto' | 'light' | 'dark';

/** Light, dark, or as the phone has it. */
export const theme = signal<Theme>(readTheme());

function readTheme(): Theme {
  const kept = note('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

export function setTheme(to: Theme): void {
  theme.value = to;
  setNote('theme', to);
}

export async function chooseLang(to: Lang): Promise<void> {
  await setLang(to);
  setNote('lang', to);
}

/** Puts theme and language on the page and keeps them there. */
export async function dressPage(): Promise<void> {
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
  effect(() => {
    document.documentElement.lang = lang.value;
  });
  const wanted = note('lang') ?? navigator.language.slice(0, 2);
  // Without a signal and without its chunk the other language has to wait.
  if (wanted === 'cy') await setLang('cy').catch(() => {});
}
