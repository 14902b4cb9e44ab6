import { t } from '../../words/index.ts';
import { itemsOf, lists } from './fetched.tsx';

/** What a member or team is called that a circle names; both lists must have been fetched. */
export function actorName(actor: string): string {
  const id = actor.slice(actor.indexOf(':') + 1);
  const all = actor.startsWith('team:') ? itemsOf(lists.teams()) : itemsOf(lists.members());
  return all.find(one => one.id === id)?.name ?? t.value.erase.somebody;
}
