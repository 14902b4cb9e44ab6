import type { steward as en } from '../en/steward.ts';

export const steward: typeof en = {};
