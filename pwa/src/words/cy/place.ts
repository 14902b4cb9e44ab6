import type { place as en } from '../en/place.ts';

export const place: typeof en = {};
