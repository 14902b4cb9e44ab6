import { lazy, type Route, type Screen } from '../../app/route.ts';
import { t } from '../../words/index.ts';

/** A person's own page, in a chunk of its own. The browser's title never says whose it is. */
function own(path: string, load: () => Promise<Screen>, more: Partial<Route> = {}): Route {
  return { path, title: () => t.value.shell.app, screen: lazy(load), words: ['own'], ...more };
}

/** The pages of somebody recorded, for themself. */
export const ownRoutes: Route[] = [
  own('', () => import('./Home.tsx').then(m => m.Home)),
  own('own/goals', () => import('./Goals.tsx').then(m => m.Goals), {
    words: ['own', 'hand'],
    bare: true,
  }),
  own('own/kept', () => import('./KeptPage.tsx').then(m => m.KeptPage)),
  own('own/seen', () => import('./Seen.tsx').then(m => m.Seen), { words: ['own', 'seen', 'life'] }),
  own('own/stories', () => import('./Stories.tsx').then(m => m.Stories)),
  own('own/figures', () => import('./FiguresPage.tsx').then(m => m.FiguresPage)),
  own('own/ask', () => import('./Ask.tsx').then(m => m.Ask)),
];
