import { records } from '../../model/index.ts';
import { besideOf, type Item } from '../kept/beside.ts';
import { TheirWords } from '../kept/TheirWords.tsx';
import { w } from './words.ts';

/** What the person says about a record, with the same weight as what was written. */
export function TheySay({ scope, ids }: { scope: string; ids: string[] }) {
  const said = besideOf(records(scope, 'beside') as unknown as Item[], ids);
  return <TheirWords beside={said} title={w.value.theirs.say} />;
}
