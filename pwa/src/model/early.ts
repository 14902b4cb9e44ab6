// What is read first when a phone is unlocked, so that its member need not wait for the rest.

/** What a home page shows. */
const kinds: ReadonlySet<string> = new Set(['person', 'between', 'thread']);

/** Raised whenever `kinds` changes: then a phone moves what lies in packs of the other sort. */
export const sortedBy = 1;

export const isEarly = (kind: string): boolean => kinds.has(kind);

/** Packs from this number on hold what is read first. An older version adds to them without harm. */
export const earlyFrom = 2 ** 30;

export const isEarlyPack = (pack: number): boolean => pack >= earlyFrom;
