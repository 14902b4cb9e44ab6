import { records, type View } from '../../model/index.ts';
import { dayOf } from '../coach/days.ts';
import { current } from '../coach/settled.ts';

/** A yes or a no to one audience or somebody, as it stands. */
export interface Standing {
  whom: string;
  given: boolean;
  /** YYYY-MM-DD */
  day: string;
  /** When it was written, ms since 1970. */
  at: number;
}

const dayOfConsent = (c: View<'consent'>) => c.on ?? dayOf(c.madeAt);

/**
 * What stands for one story, or for talking with others where there is no story, by whom it
 * is for. A no counts unless the yes is later by its day and by the order of writing: no clock
 * that is wrong brings back what was withdrawn.
 */
export function standing(scope: string, to: 'story' | 'share', story?: string): Standing[] {
  const said = current(records(scope, 'consent')).filter(
    c => c.to === to && (c.story ?? '') === (story ?? '') && (c.whom ?? '') !== '',
  );
  const byWhom = new Map<string, View<'consent'>[]>();
  for (const c of said) byWhom.set(c.whom ?? '', [...(byWhom.get(c.whom ?? '') ?? []), c]);
  return [...byWhom].map(([whom, all]) => ({ whom, ...stands(all) }));
}

/**
 * The day on which a story's words were changed after a yes, which is for the words as they
 * stood; '' where the yes covers them.
 */
export function changedSince(yes: Standing, story: View<'story'>): string {
  const versions = [...story.words.versions, ...story.what_it_teaches.versions];
  const last = Math.max(0, ...versions.map(v => v.at));
  return last > yes.at ? dayOf(last) : '';
}

/** Whether somebody may read a story as it stands: the newest answer is a yes to these words. */
export function mayRead(whom: string, story: View<'story'>): boolean {
  const said = standing(story.scope, 'story', story.id).find(s => s.whom === whom);
  return said?.given === true && changedSince(said, story) === '';
}

function stands(all: View<'consent'>[]): Omit<Standing, 'whom'> {
  const newest = (given: boolean) =>
    all.filter(c => (c.given === true) === given).sort((a, b) => b.madeAt - a.madeAt)[0];
  const yes = newest(true);
  const nos = all.filter(c => c.given !== true);
  const holds =
    yes && nos.every(no => dayOfConsent(yes) >= dayOfConsent(no) && yes.madeAt > no.madeAt);
  const one = holds ? yes : (newest(false) ?? yes);
  return { given: holds === true, day: one ? dayOfConsent(one) : '', at: one?.madeAt ?? 0 };
}
