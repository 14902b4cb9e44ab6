import { now } from '../local/clock.ts';
import { t } from '../words/index.ts';
import * as engine from './engine.ts';
import { directory, me } from './phone.ts';
import { refreshNames } from './session.ts';

export { directory } from './phone.ts';

/** Name of `member:<id>`, `team:<id>` or a bare member id; a calm stand-in when unknown. */
export function nameOf(actor: string): string {
  const { teams, members } = directory.value;
  const [sort, id] = actor.includes(':')
    ? (actor.split(':') as [string, string])
    : ['member', actor];
  if (sort === 'team') return teams.find(x => x.id === id)?.name ?? t.value.shell.aTeam;
  if (sort !== 'member') return actor;
  if (id === me.value?.member) return me.value.name;
  const found = members.find(x => x.id === id);
  if (!found) refreshNames(false, id);
  return found?.name ?? t.value.shell.somebody;
}

/** Member id of whose device wrote the stamp; null when not known. */
export function memberIdOfStamp(stamp: string): string | null {
  const device = engine.deviceOf(stamp);
  const member = directory.value.devices[device];
  if (member === undefined && device) refreshNames(false, device);
  return member ?? null;
}

/** Name of the member whose device wrote the stamp. */
export function memberOfStamp(stamp: string): string {
  const member = memberIdOfStamp(stamp);
  return member === null ? t.value.shell.somebody : nameOf(member);
}

/** Today as `YYYY-MM-DD` in the place's zone. */
export function today(): string {
  return dayIn(directory.value.place.zone);
}

let formatter: { zone: string; format: Intl.DateTimeFormat } | null = null;

function dayIn(zone: string): string {
  if (formatter?.zone !== zone) {
    const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    let format: Intl.DateTimeFormat;
    try {
      format = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone });
    } catch {
      format = new Intl.DateTimeFormat('en-CA', options);
    }
    formatter = { zone, format };
  }
  return formatter.format.format(now());
}
