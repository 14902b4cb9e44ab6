import { lazy, type Route } from '../../app/route.ts';
import { t } from '../../words/index.ts';

const figures = lazy(() => import('./Figures.tsx').then(m => m.Figures));

export const figuresRoutes: Route[] = [
  {
    path: 'figures',
    screen: figures,
    title: () => t.value.figures.title,
    words: ['figures', 'letter', 'place'],
  },
  {
    path: 'figures/:quarter',
    screen: figures,
    title: () => t.value.figures.title,
    words: ['figures', 'letter', 'place'],
  },
  {
    path: 'figures/:quarter/:table',
    screen: figures,
    title: () => t.value.figures.title,
    words: ['figures', 'letter', 'place'],
  },
];
