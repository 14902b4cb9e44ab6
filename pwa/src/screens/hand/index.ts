import type { Route } from '../../app/route.ts';

export const handRoutes: Route[] = [];
