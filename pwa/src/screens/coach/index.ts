import { lazy, type Route } from '../../app/route.ts';
import { t } from '../../words/index.ts';
import { Home } from './Home.tsx';
import { calledOf } from './lives.ts';
import { PersonPage } from './PersonPage.tsx';

const name = (params: Record<string, string>) => calledOf(params.id ?? '');
const add = lazy(() => import('./AddRecord.tsx').then(m => m.AddRecord));

/** A coach's pages. The first two are in the first chunk; forms come with their own. */
export const coachRoutes: Route[] = [
  { path: '', screen: Home, title: () => t.value.coach.home.title },
  {
    path: 'log',
    screen: lazy(() => import('./ChoosePerson.tsx').then(m => m.ChoosePerson)),
    title: () => t.value.coach.home.logVisit,
  },
  {
    path: 'search',
    screen: lazy(() => import('./SearchPage.tsx').then(m => m.SearchPage)),
    title: () => t.value.coach.search.title,
  },
  {
    path: 'people/new',
    screen: lazy(() => import('./AddPerson.tsx').then(m => m.AddPerson)),
    title: () => t.value.coach.add_person.title,
  },
  { path: 'p/:id', screen: PersonPage, title: name },
  {
    path: 'p/:id/visit',
    screen: lazy(() => import('./LogVisit.tsx').then(m => m.LogVisit)),
    title: params => t.value.coach.visit.title(name(params)),
  },
  { path: 'p/:id/decision', screen: add, title: () => t.value.coach.spend.title },
  { path: 'p/:id/add/:kind', screen: add, title: () => t.value.coach.add },
  {
    path: 'p/:id/edit',
    screen: lazy(() => import('./CorrectRecord.tsx').then(m => m.EditPerson)),
    title: () => t.value.coach.person.edit,
  },
  {
    path: 'p/:id/circle',
    screen: lazy(() => import('./CirclePage.tsx').then(m => m.CirclePage)),
    title: () => t.value.coach.circle.title,
  },
  {
    path: 'p/:id/removed',
    screen: lazy(() => import('./RemovedPage.tsx').then(m => m.RemovedPage)),
    title: () => t.value.coach.removed.title,
  },
  {
    path: 'p/:id/goals/:gid',
    screen: lazy(() => import('./GoalPage.tsx').then(m => m.GoalPage)),
    title: () => t.value.coach.goal.title,
  },
  {
    path: 'p/:id/r/:kind/:rid',
    screen: lazy(() => import('./RecordPage.tsx').then(m => m.RecordPage)),
    title: () => t.value.coach.record.title,
  },
  {
    path: 'p/:id/r/:kind/:rid/correct',
    screen: lazy(() => import('./CorrectRecord.tsx').then(m => m.CorrectRecord)),
    title: () => t.value.coach.edit,
  },
];
