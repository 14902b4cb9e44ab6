import type { Role } from '../model/index.ts';
import { coachRoutes } from '../screens/coach/index.ts';
import { figuresRoutes } from '../screens/figures/index.ts';
import { handRoutes } from '../screens/hand/index.ts';
import { placeRoutes } from '../screens/place/index.ts';
import { stewardRoutes } from '../screens/steward/index.ts';
import { t } from '../words/index.ts';
import { lazy, match, type Params, type Route, type Screen } from './route.ts';

export type { LazyScreen, Params, Route, Screen, ScreenProps } from './route.ts';
export { href, lazy } from './route.ts';

/** A page of the shell, in a chunk of its own. */
function own(path: string, title: Route['title'], load: () => Promise<Screen>): Route {
  return { path, title, screen: lazy(load), words: ['phone'] };
}

const plain = own(
  '',
  () => t.value.shell.app,
  () => import('./Plain.tsx').then(m => m.Plain),
);

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
    'phones',
    () => t.value.phone.phones.title,
    () => import('./Phones.tsx').then(m => m.Phones),
  ),
];

/** Which pages each role has; the server decides by itself what they may read. */
const byRole: Record<Role, Route[]> = {
  coach: [...coachRoutes, ...handRoutes, ...placeRoutes, ...figuresRoutes],
  commissioner: [...figuresRoutes, ...placeRoutes],
  auditor: [...figuresRoutes, ...placeRoutes],
  steward: [...stewardRoutes, ...figuresRoutes, ...placeRoutes],
  person: [plain],
};

/** Which page stands in for the home of a role that has none of its own. */
const homes: Partial<Record<Role, string>> = {
  commissioner: 'figures',
  auditor: 'ledger',
  steward: 'steward',
};

/** The route for a path and what its parameters are; null for an unknown path. */
export function find(role: Role | null, path: string): { route: Route; params: Params } | null {
  const routes = role ? [...shellRoutes, ...byRole[role]] : shellRoutes;
  const wanted = path === '' && role ? (homes[role] ?? '') : path;
  for (const route of routes) {
    const params = match(route.path, wanted);
    if (params) return { route, params };
  }
  return null;
}
