import type { coach as en } from '../en/coach.ts';

export const coach: typeof en = {};
