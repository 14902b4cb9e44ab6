import { lazy, type Route } from '../../app/route.ts';
import { t } from '../../words/index.ts';
import { stayInside } from './held.ts';

export const handRoutes: Route[] = [
  {
    path: 'hand/:id',
    screen: lazy(() => import('./HandOver.tsx').then(m => m.HandOver)),
    title: () => t.value.hand.title,
    words: ['hand'],
    bare: true,
  },
];

// The lock must hold before the first page is drawn, so it starts with the routes.
stayInside();
