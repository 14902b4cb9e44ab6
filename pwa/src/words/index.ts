import { computed, signal } from '@preact/signals';
import type { coach } from './en/coach.ts';
import { coach as enCoach } from './en/coach.ts';
import type { erase } from './en/erase.ts';
import type { figures } from './en/figures.ts';
import type { hand } from './en/hand.ts';
import type { ledger } from './en/ledger.ts';
import type { letter } from './en/letter.ts';
import type { life } from './en/life.ts';
import type { lock } from './en/lock.ts';
import type { own } from './en/own.ts';
import type { phone } from './en/phone.ts';
import type { place } from './en/place.ts';
import type { seen } from './en/seen.ts';
import type { shell } from './en/shell.ts';
import { shell as enShell } from './en/shell.ts';
import type { steward } from './en/steward.ts';
import type { tables } from './en/tables.ts';
import { type Lang, lang } from './plural.ts';
import { spoken } from './spoken.ts';

export { fmt } from './fmt.ts';
export type { Forms, Lang } from './plural.ts';
export { lang, plural } from './plural.ts';

/** Every area of words; English is the type that other languages satisfy. */
export interface Dictionary {
  shell: typeof shell;
  phone: typeof phone;
  coach: typeof coach;
  life: typeof life;
  lock: typeof lock;
  hand: typeof hand;
  own: typeof own;
  place: typeof place;
  figures: typeof figures;
  letter: typeof letter;
  ledger: typeof ledger;
  tables: typeof tables;
  steward: typeof steward;
  seen: typeof seen;
  erase: typeof erase;
}

export type Area = keyof Dictionary;

type Load = { [A in Area]: () => Promise<Dictionary[A]> };

/** English for the first screens is part of the app's first chunk; the rest comes when needed. */
const chunks: Record<Lang, Load> = {
  en: {
    shell: async () => enShell,
    coach: async () => enCoach,
    phone: () => import('./en/phone.ts').then(m => m.phone),
    life: () => import('./en/life.ts').then(m => m.life),
    lock: () => import('./en/lock.ts').then(m => m.lock),
    hand: () => import('./en/hand.ts').then(m => m.hand),
    own: () => import('./en/own.ts').then(m => m.own),
    place: () => import('./en/place.ts').then(m => m.place),
    figures: () => import('./en/figures.ts').then(m => m.figures),
    letter: () => import('./en/letter.ts').then(m => m.letter),
    ledger: () => import('./en/ledger.ts').then(m => m.ledger),
    tables: () => import('./en/tables.ts').then(m => m.tables),
    steward: () => import('./en/steward.ts').then(m => m.steward),
    seen: () => import('./en/seen.ts').then(m => m.seen),
    erase: () => import('./en/erase.ts').then(m => m.erase),
  },
  cy: {
    shell: () => import('./cy/shell.ts').then(m => m.shell),
    coach: async () => {
      const [words, own] = await Promise.all([import('./cy/coach.ts'), import('./cy/spoken.ts')]);
      spoken.cy = own.spokenCy;
      return words.coach;
    },
    phone: () => import('./cy/phone.ts').then(m => m.phone),
    life: () => import('./cy/life.ts').then(m => m.life),
    lock: () => import('./cy/lock.ts').then(m => m.lock),
    hand: () => import('./cy/hand.ts').then(m => m.hand),
    own: () => import('./cy/own.ts').then(m => m.own),
    place: () => import('./cy/place.ts').then(m => m.place),
    figures: () => import('./cy/figures.ts').then(m => m.figures),
    letter: () => import('./cy/letter.ts').then(m => m.letter),
    ledger: () => import('./cy/ledger.ts').then(m => m.ledger),
    tables: () => import('./cy/tables.ts').then(m => m.tables),
    steward: () => import('./cy/steward.ts').then(m => m.steward),
    seen: () => import('./cy/seen.ts').then(m => m.seen),
    erase: () => import('./cy/erase.ts').then(m => m.erase),
  },
};

const loaded = signal<Record<Lang, Partial<Dictionary>>>({
  en: { shell: enShell, coach: enCoach },
  cy: {},
});

/**
 * The words of the current language: `t.value.coach.saved`. Areas of lazily loaded
 * screens are there once their route, which names them in `words`, is shown.
 */
export const t = computed(() => loaded.value[lang.value] as Dictionary);

const wanted = new Set<Area>(['shell', 'coach']);

/** Loads areas in the current language; resolves when `t` has them. */
export async function loadWords(areas: Area[]): Promise<void> {
  for (const area of areas) wanted.add(area);
  await fetchAreas(lang.value, areas);
}

/** Changes the language once all its words that are in use have been loaded. */
export async function setLang(to: Lang): Promise<void> {
  // A page that is opened meanwhile wants more of them.
  while ([...wanted].some(a => loaded.value[to][a] === undefined)) {
    await fetchAreas(to, [...wanted]);
  }
  lang.value = to;
}

async function fetchAreas(l: Lang, areas: Area[]): Promise<void> {
  const missing = areas.filter(a => loaded.value[l][a] === undefined);
  const got = await Promise.all(missing.map(async a => [a, await chunks[l][a]()] as const));
  if (got.length === 0) return;
  loaded.value = { ...loaded.value, [l]: { ...loaded.value[l], ...Object.fromEntries(got) } };
}
