/** What corrections are made of: facts, and facts that put another one right. */
interface Fact {
  readonly id: string;
  readonly madeAt: number;
  readonly corrects?: string | null | undefined;
}

/** A fact as it counts now, and all that was said of it, oldest first, the root among them. */
export interface Settled<V> {
  root: V;
  now: V;
  all: V[];
}

/**
 * Joins facts with their corrections: the newest counts and keeps the root's place. A
 * correction whose root is not here yet stands for itself until it comes.
 */
export function settle<V extends Fact>(facts: readonly V[]): Settled<V>[] {
  const byId = new Map(facts.map(f => [f.id, f]));
  const groups = new Map<string, V[]>();
  for (const fact of facts) {
    const root = fact.corrects && byId.has(fact.corrects) ? fact.corrects : fact.id;
    const group = groups.get(root);
    if (group) group.push(fact);
    else groups.set(root, [fact]);
  }
  return [...groups].map(([rootId, group]) => {
    const all = [...group].sort((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1));
    const root = byId.get(rootId) ?? (all[0] as V);
    const later = all.filter(f => f !== root);
    return { root, now: later[later.length - 1] ?? root, all: [root, ...later] };
  });
}

/** The facts as they count now. */
export function current<V extends Fact>(facts: readonly V[]): V[] {
  return settle(facts).map(s => s.now);
}
