/** One line of who saw a record, as the server tells it. */
export interface Item {
  /** Milliseconds since 1970. */
  at: number;
  until?: number;
  who: string;
  name: string;
  role?: string;
  act: string;
  /** Kind of record; absent for the page as a whole. */
  what?: string;
  whom?: string;
  offline: boolean;
  reason?: string;
}

/** What somebody did on one day, each thing once. */
export interface Did {
  act: string;
  /** Kinds of records; '' is the page as a whole. */
  kinds: string[];
  /** Names of those whom it was about. */
  whom: string[];
  reason: string;
  until: number;
  /** All of it was noted on a phone and sent later. */
  offline: boolean;
}

export interface Somebody {
  who: string;
  name: string;
  role: string;
  did: Did[];
}

export interface Day {
  day: string;
  people: Somebody[];
}

/**
 * Lines by day, newest first, and on each day by who. Neither times nor how often: it is
 * told who has seen a record, not who works how much.
 */
export function byDay(items: readonly Item[], dayOf: (ms: number) => string): Day[] {
  const days = new Map<string, Map<string, Somebody>>();
  for (const item of items) {
    const day = dayOf(item.at);
    const people = days.get(day) ?? new Map<string, Somebody>();
    days.set(day, people);
    let one = people.get(item.who);
    if (!one) {
      one = { who: item.who, name: item.name, role: item.role ?? '', did: [] };
      people.set(item.who, one);
    }
    add(one.did, item);
  }
  const newest = [...days].sort(([a], [b]) => (a < b ? 1 : -1));
  return newest.map(([day, people]) => ({ day, people: [...people.values()] }));
}

function add(all: Did[], item: Item): void {
  const { act, what = '', whom, offline, reason = '', until = 0 } = item;
  // A reason stands for itself; writing is told by day, whenever it ended.
  let did = all.find(d => d.act === act && d.reason === reason);
  if (!did) {
    did = { act, kinds: [], whom: [], reason, until: 0, offline };
    all.push(did);
  }
  if (!did.kinds.includes(what)) did.kinds.push(what);
  if (whom && !did.whom.includes(whom)) did.whom.push(whom);
  if (reason) did.until = Math.max(did.until, until);
  did.offline &&= offline;
}

/** The day of a moment, as `YYYY-MM-DD`, in a time zone. */
export function dayIn(zone: string): (ms: number) => string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: zone });
  return ms => format.format(ms);
}
