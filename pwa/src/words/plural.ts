import { signal } from '@preact/signals';

/** Languages that have a dictionary. */
export type Lang = 'en' | 'cy';

/** The language of the screens; set through `setLang`. */
export const lang = signal<Lang>('en');

/**
 * Forms of a word by number; Welsh uses all six, English `one` and `other`. `zero`, where
 * there is one, is for none at all in any language.
 */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules: Partial<Record<Lang, Intl.PluralRules>> = {};

/** Picks the form for n in the current language; `{n}` in it becomes the number. */
export function plural(n: number, forms: Forms): string {
  const l = lang.value;
  rules[l] ??= new Intl.PluralRules(l);
  const form = (n === 0 && forms.zero) || (forms[rules[l].select(n)] ?? forms.other);
  return form.replace('{n}', new Intl.NumberFormat(l).format(n));
}
