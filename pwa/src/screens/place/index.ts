import { lazy, type Route } from '../../app/route.ts';
import { t } from '../../words/index.ts';

const words: Route['words'] = ['place'];

export const placeRoutes: Route[] = [
  {
    path: 'reflect',
    screen: lazy(() => import('./Reflections.tsx').then(m => m.Reflections)),
    title: () => t.value.place.reflect.title,
    words,
  },
  {
    path: 'reflect/new',
    screen: lazy(() => import('./WriteReflection.tsx').then(m => m.WriteReflection)),
    title: () => t.value.place.reflect.write,
    words,
  },
  {
    path: 'reflect/:scope/:id',
    screen: lazy(() => import('./OneReflection.tsx').then(m => m.OneReflection)),
    title: () => t.value.place.reflect.title,
    words,
  },
  {
    path: 'reflect/:scope/:id/edit',
    screen: lazy(() => import('./WriteReflection.tsx').then(m => m.WriteReflection)),
    title: () => t.value.place.reflect.edit,
    words,
  },
  {
    path: 'reflect/:scope/:id/share',
    screen: lazy(() => import('./ShareReflection.tsx').then(m => m.ShareReflection)),
    title: () => t.value.place.reflect.share.title,
    words,
  },
  {
    path: 'week',
    screen: lazy(() => import('./Week.tsx').then(m => m.Week)),
    title: () => t.value.place.week.title,
    words,
  },
  {
    path: 'team/:id',
    screen: lazy(() => import('./Team.tsx').then(m => m.Team)),
    title: () => t.value.place.team.title,
    words,
  },
  {
    path: 'team/:id/pot',
    screen: lazy(() => import('./NewPot.tsx').then(m => m.NewPot)),
    title: () => t.value.place.pot.newTitle,
    words,
  },
  {
    path: 'team/:id/pot/:pot',
    screen: lazy(() => import('./Pot.tsx').then(m => m.Pot)),
    title: () => t.value.place.pot.title,
    words,
  },
  {
    path: 'team/:id/invite',
    screen: lazy(() => import('./InviteCoach.tsx').then(m => m.InviteCoach)),
    title: () => t.value.place.invite.title,
    words,
  },
  {
    path: 'team/:id/learning',
    screen: lazy(() => import('./OwnPeople.tsx').then(m => m.OwnPeople)),
    title: () => t.value.place.own.title,
    words: ['place', 'figures', 'tables'],
  },
  {
    path: 'alliance',
    screen: lazy(() => import('./Alliance.tsx').then(m => m.Alliance)),
    title: () => t.value.place.alliance.title,
    words,
  },
  {
    path: 'alliance/new',
    screen: lazy(() => import('./WriteBarrier.tsx').then(m => m.WriteBarrier)),
    title: () => t.value.place.alliance.newTitle,
    words,
  },
  {
    path: 'alliance/questions/:id',
    screen: lazy(() => import('./Questions.tsx').then(m => m.Question)),
    title: () => t.value.place.questions.one,
    words,
  },
  {
    path: 'alliance/:id',
    screen: lazy(() => import('./Barrier.tsx').then(m => m.Barrier)),
    title: () => t.value.place.alliance.newTitle,
    words,
  },
  {
    path: 'alliance/:id/edit',
    screen: lazy(() => import('./WriteBarrier.tsx').then(m => m.WriteBarrier)),
    title: () => t.value.place.alliance.change,
    words,
  },
  {
    path: 'share-curve',
    screen: lazy(() => import('./ShareCurve.tsx').then(m => m.ShareCurve)),
    title: () => t.value.place.curve.title,
    words,
  },
];
