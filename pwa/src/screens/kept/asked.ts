/** A request and what became of it, as the server tells it. */
export interface Asked {
  id: string;
  person: string;
  called: string;
  kind: 'copy' | 'correct' | 'erase' | 'object' | 'other';
  words: string;
  by_name: string;
  on_behalf: boolean;
  /** YYYY-MM-DD */
  received_on: string;
  due_on: string;
  state: 'open' | 'done' | 'refused';
  erased: boolean;
  steps: { at: number; on: string; by_name: string; words: string; outcome?: string }[];
}
