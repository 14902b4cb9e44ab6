import { signal } from '@preact/signals';
import type { Role } from '../model/index.ts';
import { coachRoutes } from '../screens/coach/index.ts';
import { handRoutes } from '../screens/hand/index.ts';
import { t } from '../words/index.ts';
import { joinRoute, own } from './gates.ts';
import { match, type Params, type Route } from './route.ts';

export type { LazyScreen, Params, Route, Screen, ScreenProps } from './route.ts';
export { href, lazy } from './route.ts';

/** Pages of the shell itself; everybody has them. */
const shellRoutes: Route[] = [
  joinRoute,
  own(
    'waiting',
    () => t.value.phone.waiting.title,
    () => import('./Waiting.tsx').then(m => m.Waiting),
  ),
  own(
    'settings',
    () => t.value.phone.settings.title,
    () => import('./Settings.tsx').then(m => m.Settings),
  ),
  own(
    'later',
    () => t.value.lock.later.title,
    () => import('../screens/lock/Later.tsx').then(m => m.Later),
  ),
  own(
    'phones',
    () => t.value.phone.phones.title,
    () => import('./Phones.tsx').then(m => m.Phones),
  ),
];

/** The pages of every role, once they are there; `failed` when they could not be had. */
const all = signal<Record<Role, Route[]> | 'failed' | null>(null);
let coming: Promise<void> | undefined;

/** Fetches the pages that the first chunk does not know. */
export function fetchRoutes(): Promise<void> {
  coming ??= import('./others.ts')
    .then(m => {
      all.value = m.byRole;
    })
    .catch(() => {
      all.value = 'failed';
      coming = undefined;
    });
  return coming;
}

/** Which page stands in for the home of a role that has none of its own. */
const homes: Partial<Record<Role, string>> = {
  commissioner: 'figures',
  auditor: 'ledger',
  steward: 'steward',
};

export interface Found {
  route: Route;
  params: Params;
}

/**
 * The route for a path and what its parameters are; null for an unknown path, `coming`
 * while that is not known yet, `failed` where it could not be found out.
 */
export function find(role: Role | null, path: string): Found | null | 'coming' | 'failed' {
  const wanted = path === '' && role ? (homes[role] ?? '') : path;
  const known = all.value;
  if (!role) return within(shellRoutes, wanted);
  if (known && known !== 'failed') return within([...shellRoutes, ...known[role]], wanted);
  // These come first in all of a coach's: what matches here matches there. A phone that is
  // in somebody else's hands must know so from the start.
  const own = role === 'coach' ? [...coachRoutes, ...handRoutes] : [];
  const first = within([...shellRoutes, ...own], wanted);
  return first ?? (known === 'failed' ? 'failed' : 'coming');
}

function within(routes: Route[], wanted: string): Found | null {
  for (const route of routes) {
    const params = match(route.path, wanted);
    if (params) return { route, params };
  }
  return null;
}
