import { now } from '../../local/clock.ts';
import type { Device } from './fetched.tsx';

const TWO_WEEKS = 14 * 24 * 3600 * 1000;

/** In use, but not in touch for two weeks. */
export const isQuiet = (device: Device): boolean =>
  !device.revoked && now() - (device.last_seen ?? 0) > TWO_WEEKS;
