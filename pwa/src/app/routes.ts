import { coachRoutes } from '../screens/coach/index.ts';
import { figuresRoutes } from '../screens/figures/index.ts';
import { handRoutes } from '../screens/hand/index.ts';
import { placeRoutes } from '../screens/place/index.ts';
import { stewardRoutes } from '../screens/steward/index.ts';
import { match, type Params, type Route } from './route.ts';

export type { LazyScreen, Params, Route, Screen, ScreenProps } from './route.ts';
export { href, lazy } from './route.ts';

/** Every page of the app but the shell's own; the first match wins. */
const routes: Route[] = [
  ...coachRoutes,
  ...handRoutes,
  ...placeRoutes,
  ...figuresRoutes,
  ...stewardRoutes,
];

/** The route for a path and what its parameters are; null for an unknown path. */
export function find(path: string): { route: Route; params: Params } | null {
  for (const route of routes) {
    const params = match(route.path, path);
    if (params) return { route, params };
  }
  return null;
}
