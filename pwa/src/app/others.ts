import type { Role } from '../model/index.ts';
import { coachRoutes } from '../screens/coach/index.ts';
import { figuresRoutes } from '../screens/figures/index.ts';
import { handRoutes } from '../screens/hand/index.ts';
import { ledgerRoutes } from '../screens/ledger/index.ts';
import { ownRoutes } from '../screens/own/index.ts';
import { placeRoutes } from '../screens/place/index.ts';
import { stewardRoutes } from '../screens/steward/index.ts';
import type { Route } from './route.ts';

/**
 * Which pages each role has; the server decides by itself what they may read. It is a
 * chunk of its own: a coach's first pages are known without it.
 */
export const byRole: Record<Role, Route[]> = {
  coach: [...coachRoutes, ...handRoutes, ...placeRoutes, ...figuresRoutes],
  commissioner: [...figuresRoutes, ...placeRoutes],
  auditor: [...ledgerRoutes, ...figuresRoutes, ...placeRoutes],
  steward: [...stewardRoutes, ...figuresRoutes, ...placeRoutes],
  person: ownRoutes,
};
