import { signal } from '@preact/signals';
import type { Directory } from './types.ts';

/** Names as this member may know them; empty until the first answer. */
export const directory = signal<Directory>({
  place: { id: '', name: '', purpose: '', zone: 'Europe/London', currency: 'GBP' },
  orgs: [],
  teams: [],
  members: [],
  devices: {},
});

/** Name of `member:<id>`, `team:<id>` or a bare member id; a calm stand-in when unknown. */
export function nameOf(actor: string): string {
  return actor;
}

/** Name of the member whose device wrote the stamp. */
export function memberOfStamp(stamp: string): string {
  return stamp;
}

/** Today as `YYYY-MM-DD` in the place's zone. */
export function today(): string {
  return '';
}
