import { type Answer, cached } from '../../model/index.ts';

/** A number as it is told; `*` is one that is withheld. */
export type Count = number | '*';

/** One point of a curve: people who reached at least so many percent; 1 stands for some. */
export interface Cell {
  at_least: number;
  people: Count;
  percent: Count;
}

/** The same of what people judged alone. */
export interface Curve {
  people: Count;
  /** '' where no curve is told. */
  scale: string;
  cells: Cell[];
}

/** The place, or an organisation that chose to share. */
export interface Group extends Curve {
  group: string;
  name: string;
  left_out: Count;
  set_aside: Count;
  added?: Count;
  no_goal_yet?: Count;
  /** 4 where four quarters are taken together. */
  quarters?: number;
  self?: Curve;
  note: string;
}

/** One table of one quarter, as it was frozen. */
export interface FigurePage {
  table: Table;
  /** Such as `2026-Q3`. */
  quarter: string;
  release: string;
  /** RFC 3339 */
  released_at: string;
  complete: { goals_not_heard: Count; devices_not_heard: Count };
  groups: Group[];
}

export interface FigureList {
  quarters: { quarter: string; release: string; released_at: string }[];
}

export type Table = 'attainment' | 'progress';

/** The quarters that are out, newest first. */
export function list(): Answer<FigureList> {
  return cached<FigureList>('/v1/figures').value.value;
}

export function page(table: Table, quarter: string, by: 'place' | 'org'): Answer<FigurePage> {
  return cached<FigurePage>(pathOf(table, quarter, by)).value.value;
}

/** Asks for everything on the page once more. */
export async function refreshAll(quarter: string | undefined): Promise<void> {
  await cached('/v1/figures').refresh();
  if (!quarter) return;
  for (const table of ['attainment', 'progress'] as const) {
    for (const by of ['place', 'org'] as const) await cached(pathOf(table, quarter, by)).refresh();
  }
}

function pathOf(table: Table, quarter: string, by: 'place' | 'org'): string {
  return `/v1/figures/${table}?quarter=${quarter}&by=${by}`;
}

/** The place's own group of a page. */
export function placeOf(answer: Answer<FigurePage>): Group | undefined {
  return answer.data?.groups.find(g => g.group === 'place') ?? answer.data?.groups[0];
}
