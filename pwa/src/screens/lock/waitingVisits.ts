import { now } from '../../local/clock.ts';
import { ulid } from '../../local/ids.ts';
import { draftKeys, keepDraft } from '../../model/drafts.ts';
import { type Draft, draft, record, scopesOf, type View } from '../../model/index.ts';

/** A visit that was written down while nobody could be chosen for it. */
export interface LaterVisit {
  /** The name as typed. */
  who: string;
  on: string;
  story: string;
}

const prefix = 'later/';
const none: LaterVisit = { who: '', on: '', story: '' };

/** Keeps a visit on the phone's disk until somebody says whom it was with; rejects with StorageError. */
export async function keepForLater(visit: LaterVisit): Promise<void> {
  await keepDraft(`${prefix}${ulid(now())}`, visit);
}

/** The visits that wait for a name, oldest first. */
export function laterOnes(): [key: string, draft: Draft<LaterVisit>][] {
  const keys = draftKeys().filter(key => key.startsWith(prefix));
  return keys.sort().map(key => [key, draft(key, none)]);
}

/** All people on this phone who are not removed, with their scopes. */
export function everybody(): [scope: string, person: View<'person'>][] {
  const found: [string, View<'person'>][] = [];
  for (const scope of scopesOf('person')) {
    const view = record(scope, 'person', scope.slice('person:'.length));
    if (view && !view.gone) found.push([scope, view]);
  }
  return found;
}

/** The scope of the one person who is called so; undefined where that is nobody, or several. */
export function named(typed: string): string | undefined {
  const wanted = plainly(typed);
  const found = everybody().filter(([, who]) => plainly(who.called.text) === wanted);
  return wanted !== '' && found.length === 1 ? found[0]?.[0] : undefined;
}

const plainly = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
