import type { hand as en } from '../en/hand.ts';

export const hand: typeof en = {};
