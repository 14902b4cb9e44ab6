import { t } from '../words/index.ts';
import { lazy, type Route, type Screen } from './route.ts';

/** A page of the shell, in a chunk of its own. */
export function own(path: string, title: Route['title'], load: () => Promise<Screen>): Route {
  return { path, title, screen: lazy(load), words: ['phone', 'lock'] };
}

// Pages that stand in for every other until somebody may see what is kept here.

export const joinRoute = own(
  'join',
  () => t.value.phone.join.title,
  () => import('./Join.tsx').then(m => m.Join),
);

export const endedRoute = own(
  'ended',
  () => t.value.phone.ended.title,
  () => import('./Ended.tsx').then(m => m.Ended),
);

export const lockRoute = own(
  'lock',
  () => t.value.lock.title,
  () => import('../screens/lock/Lock.tsx').then(m => m.Lock),
);

export const moveRoute = own(
  'move',
  () => t.value.lock.move.title,
  () => import('../screens/lock/Move.tsx').then(m => m.Move),
);

export const leaseRoute = own(
  'lease',
  () => t.value.lock.lease.title,
  () => import('../screens/lock/Lease.tsx').then(m => m.Lease),
);
