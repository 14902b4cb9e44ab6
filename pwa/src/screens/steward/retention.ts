import { type Cached, cached } from '../../model/index.ts';

/** For how long a place keeps what: see docs/decisions/0020-retention.md. */
export const kinds = ['left', 'quiet', 'own', 'asked', 'trail'] as const;
export type Kind = (typeof kinds)[number];

/** A number of months, or null to keep until somebody asks. */
export type Rules = Record<Kind, number | null>;

export interface Retention {
  rules: Rules;
  least: Record<Kind, number>;
  /** A day; empty where nobody chose yet. */
  changed_on: string;
  by_name: string;
}

export interface Item {
  id: string;
  last_on: string;
  due_on: string;
  state: 'due' | 'soon' | 'waits';
  circle?: string[];
  away?: number;
}

export interface Kept {
  kind: Kind;
  all: number;
  oldest: string;
  due: number;
  soon: number;
  through?: number;
  items: Item[];
}

export interface Plan {
  rules: Rules;
  on: string;
  parts: Kept[];
}

export interface LetGo {
  kind: Kind;
  gone: number;
  stayed: { id: string; code: 'not_due' | 'waits' | 'unknown' }[];
}

export const retention = (): Cached<Retention> => cached<Retention>('/v1/admin/retention');

/** What goes by the rules that hold. */
export const plan = (): Cached<Plan> => cached<Plan>('/v1/admin/retention/preview');

/** How many are past their time. Of the trail some are each day: its own page says so. */
export const dueOf = (of: Plan | null): number =>
  of?.parts.reduce((sum, part) => sum + (part.kind === 'trail' ? 0 : part.due), 0) ?? 0;

/** The most that one confirmation may name. */
export const most = 50;

const usual = [3, 6, 12, 24, 36, 72, 120];

/** How long a kind may be kept, with what is chosen already among them. */
export function offered(least: number, now: number | null): (number | null)[] {
  const months = usual.filter(n => n >= least);
  if (now !== null && !months.includes(now)) months.push(now);
  return [null, ...months.sort((a, b) => a - b)];
}
