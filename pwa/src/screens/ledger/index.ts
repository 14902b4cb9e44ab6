import { lazy, type Route } from '../../app/route.ts';
import { t } from '../../words/index.ts';

const words: Route['words'] = ['ledger'];

export const ledgerRoutes: Route[] = [
  {
    path: 'ledger',
    screen: lazy(() => import('./Ledger.tsx').then(m => m.Ledger)),
    title: () => t.value.ledger.title,
    words,
  },
  {
    path: 'ledger/pots',
    screen: lazy(() => import('./Pots.tsx').then(m => m.Pots)),
    title: () => t.value.ledger.pots,
    words,
  },
  {
    path: 'ledger/pots/:id',
    screen: lazy(() => import('./Pots.tsx').then(m => m.OnePot)),
    title: () => t.value.ledger.pots,
    words,
  },
  {
    path: 'ledger/:id',
    screen: lazy(() => import('./OneDecision.tsx').then(m => m.OneDecision)),
    title: () => t.value.ledger.title,
    words,
  },
];
