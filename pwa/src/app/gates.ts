import { t } from '../words/index.ts';
import { lazy, type Route, type Screen } from './route.ts';

/** A page of the shell, in a chunk of its own. */
export function own(path: string, title: Route['title'], load: () => Promise<Screen>): Route {
  return { path, title, screen: lazy(load), words: ['phone', 'lock'] };
}

// Pages that stand in for every other until somebody may see what is kept here. None is taken
// away while it opens the phone.

function gate(path: string, title: Route['title'], load: () => Promise<Screen>): Route {
  return { ...own(path, title, load), early: true };
}

export const joinRoute = gate(
  'join',
  () => t.value.phone.join.title,
  () => import('./Join.tsx').then(m => m.Join),
);

export const endedRoute = gate(
  'ended',
  () => t.value.phone.ended.title,
  () => import('./Ended.tsx').then(m => m.Ended),
);

export const lockRoute = gate(
  'lock',
  () => t.value.lock.title,
  () => import('../screens/lock/Lock.tsx').then(m => m.Lock),
);

export const moveRoute = gate(
  'move',
  () => t.value.lock.move.title,
  () => import('../screens/lock/Move.tsx').then(m => m.Move),
);

export const leaseRoute = gate(
  'lease',
  () => t.value.lock.lease.title,
  () => import('../screens/lock/Lease.tsx').then(m => m.Lease),
);
