import { type Answer, api, cached } from '../../model/index.ts';

/** A decision about money as the server tells it to an auditor. Sums are minor units. */
export interface Entry {
  id: string;
  on: string;
  written_on: string;
  kept: 'person' | 'between' | 'team';
  /** A made-up name, the same one each time. */
  person?: string;
  in_confidence?: boolean;
  what?: string;
  why?: string;
  minor_units: number;
  currency: string;
  pot?: Ref;
  in_kind?: boolean;
  from?: string;
  went_on?: { what: string; minor_units: number }[];
  chosen_by?: string;
  who?: string;
  team?: Ref;
  receipts?: string[];
  corrects?: string;
  corrected_by?: string[];
  counts: boolean;
  came_of_it?: Said[];
  if_nobody_had?: Said[];
  questions?: Question[];
}

export interface Ref {
  id: string;
  name: string;
}

export interface Said {
  words: string;
  by?: string;
  on: string;
}

export interface Question extends Said {
  id: string;
  answers: Said[];
}

export interface Total {
  currency: string;
  decisions: number;
  minor_units: number;
  free: number;
  in_kind: number;
  people: number;
  came_of_it: number;
  receipts: number;
  /** What decisions about people who were erased came to; in none of the other sums. */
  forgotten: number;
  months: { month: string; decisions: number; minor_units: number }[];
  pots: { id: string; name: string; decisions: number; minor_units: number }[];
}

export interface Book {
  items: Entry[];
  totals: Total[];
  count: number;
  more: boolean;
}

export interface Pot {
  id: string;
  name: string;
  team?: Ref;
  person?: string;
  source?: string;
  conditions?: string;
  currency: string;
  balance: number;
  lines: PotLine[];
  mixed?: boolean;
  gone?: boolean;
}

export interface PotLine {
  id: string;
  sort: 'in' | 'out' | 'spent' | 'forgotten';
  on: string;
  words?: string;
  person?: string;
  minor_units: number;
  balance: number;
}

/** What is asked for; an empty text asks for nothing. */
export interface Asked {
  from: string;
  to: string;
  pot: string;
  person: string;
  words: string;
  corrected: boolean;
}

export const everything: Asked = {
  from: '',
  to: '',
  pot: '',
  person: '',
  words: '',
  corrected: false,
};

function query(asked: Asked, more: Record<string, string> = {}): string {
  const params = new URLSearchParams(more);
  for (const name of ['from', 'to', 'pot', 'person', 'words'] as const) {
    const value = asked[name].trim();
    if (value) params.set(name, name === 'person' ? value.toUpperCase() : value);
  }
  if (asked.corrected) params.set('corrected', 'true');
  const text = params.toString();
  return text ? `?${text}` : '';
}

/** A page of the ledger; `after` is the last decision of the page before. */
export function fetchBook(asked: Asked, after = ''): Promise<Book> {
  return api<Book>('GET', `/v1/ledger${query(asked, after ? { after } : {})}`);
}

export function fetchEntry(id: string): Promise<Entry> {
  return api<Entry>('GET', `/v1/ledger/${id}`);
}

/** The same as a sheet, or what describes it. */
export function fetchSheet(asked: Asked, format: 'csv' | 'csvw'): Promise<unknown> {
  return api('GET', `/v1/ledger${query(asked, { format })}`);
}

export function pots(): Answer<{ items: Pot[] }> {
  return cached<{ items: Pot[] }>('/v1/ledger/pots').value.value;
}

export const refreshPots = () => cached('/v1/ledger/pots').refresh();

export const askAbout = (id: string, words: string) =>
  api('POST', `/v1/ledger/${id}/questions`, { words });
