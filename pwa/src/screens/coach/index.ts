import { lazy, type Route, type Screen } from '../../app/route.ts';
import { t } from '../../words/index.ts';
import { Home } from './Home.tsx';

const add = lazy(() => import('./AddRecord.tsx').then(m => m.AddRecord));

/** A page in a chunk of its own, with the words of a person's life. */
function life(path: string, title: Route['title'], load: () => Promise<Screen>): Route {
  return { path, title, screen: lazy(load), words: ['life'] };
}

/** A coach's pages. Home is in the first chunk; the others come when they are opened. */
export const coachRoutes: Route[] = [
  { path: '', screen: Home, title: () => t.value.coach.home.title, early: true },
  life(
    'log',
    () => t.value.coach.home.logVisit,
    () => import('./ChoosePerson.tsx').then(m => m.ChoosePerson),
  ),
  life(
    'search',
    () => t.value.life.search.title,
    () => import('./SearchPage.tsx').then(m => m.SearchPage),
  ),
  life(
    'people/new',
    () => t.value.life.add_person.title,
    () => import('./AddPerson.tsx').then(m => m.AddPerson),
  ),
  life(
    'p/:id',
    () => t.value.shell.somebody,
    () => import('./PersonPage.tsx').then(m => m.PersonPage),
  ),
  life(
    'p/:id/visit',
    () => t.value.coach.home.logVisit,
    () => import('./LogVisit.tsx').then(m => m.LogVisit),
  ),
  { path: 'p/:id/decision', screen: add, title: () => t.value.life.spend.title, words: ['life'] },
  { path: 'p/:id/add/:kind', screen: add, title: () => t.value.coach.add, words: ['life'] },
  life(
    'p/:id/edit',
    () => t.value.life.person.edit,
    () => import('./CorrectRecord.tsx').then(m => m.EditPerson),
  ),
  life(
    'p/:id/circle',
    () => t.value.life.circle.title,
    () => import('./CirclePage.tsx').then(m => m.CirclePage),
  ),
  {
    ...life(
      'p/:id/own',
      () => t.value.shell.somebody,
      () => import('./GivePage.tsx').then(m => m.GivePage),
    ),
    words: ['life', 'own'],
  },
  {
    ...life(
      'p/:id/kept',
      () => t.value.own.kept.title,
      () => import('./ShowKept.tsx').then(m => m.ShowKept),
    ),
    words: ['life', 'own'],
  },
  {
    path: 'p/:id/seen',
    screen: lazy(() => import('../seen/SeenPage.tsx').then(m => m.SeenPage)),
    title: () => t.value.seen.title,
    words: ['seen', 'life'],
  },
  life(
    'p/:id/removed',
    () => t.value.life.removed.title,
    () => import('./RemovedPage.tsx').then(m => m.RemovedPage),
  ),
  life(
    'p/:id/goals/:gid',
    () => t.value.life.goal.title,
    () => import('./GoalPage.tsx').then(m => m.GoalPage),
  ),
  life(
    'p/:id/r/:kind/:rid',
    () => t.value.life.record.title,
    () => import('./RecordPage.tsx').then(m => m.RecordPage),
  ),
  life(
    'p/:id/r/:kind/:rid/correct',
    () => t.value.life.edit,
    () => import('./CorrectRecord.tsx').then(m => m.CorrectRecord),
  ),
];
