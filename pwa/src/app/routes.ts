import type { Role } from '../model/index.ts';
import { coachRoutes } from '../screens/coach/index.ts';
import { figuresRoutes } from '../screens/figures/index.ts';
import { handRoutes } from '../screens/hand/index.ts';
import { placeRoutes } from '../screens/place/index.ts';
import { stewardRoutes } from '../screens/steward/index.ts';
import { t } from '../words/index.ts';
import { Join } from './Join.tsx';
import { lazy, match, type Params, type Route } from './route.ts';

export type { LazyScreen, Params, Route, Screen, ScreenProps } from './route.ts';
export { href, lazy } from './route.ts';

const plain: Route = {
  path: '',
  screen: lazy(() => import('./Plain.tsx').then(m => m.Plain)),
  title: () => t.value.shell.app,
};

/** Pages of the shell itself; everybody has them. */
const shellRoutes: Route[] = [
  { path: 'join', screen: Join, title: () => t.value.shell.join.title },
  {
    path: 'waiting',
    screen: lazy(() => import('./Waiting.tsx').then(m => m.Waiting)),
    title: () => t.value.shell.waiting.title,
  },
  {
    path: 'settings',
    screen: lazy(() => import('./Settings.tsx').then(m => m.Settings)),
    title: () => t.value.shell.settings.title,
  },
];

/** Which pages each role has; the server decides by itself what they may read. */
const byRole: Record<Role, Route[]> = {
  coach: [...coachRoutes, ...handRoutes, ...placeRoutes, ...figuresRoutes],
  commissioner: [...figuresRoutes, ...placeRoutes],
  auditor: [plain, ...figuresRoutes],
  steward: [...stewardRoutes, ...figuresRoutes, ...placeRoutes],
  person: [plain],
};

/** Which page stands in for the home of a role that has none of its own. */
const homes: Partial<Record<Role, string>> = { commissioner: 'figures', steward: 'steward' };

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
