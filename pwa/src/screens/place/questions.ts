import { nameOf, records, type View } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { current } from '../coach/settled.ts';

export type Question = View<'conversation'>;
export type Contribution = View<'contribution'>;

/** Questions about the alliance's figures and barriers, newest first. */
export function questions(): Question[] {
  return current(records('place', 'conversation')).sort((a, b) => b.madeAt - a.madeAt);
}

/** What was said to a question, or by those who were asked for help with a barrier. */
export function answersTo(id: string): Contribution[] {
  return current(records('place', 'contribution'))
    .filter(c => c.conversation === id)
    .sort((a, b) => a.madeAt - b.madeAt);
}

/** Who says it. Where the server wrote it down for somebody, no member's phone made it. */
export function speaker(of: Question | Contribution): string {
  if (of.madeBy) return nameOf(of.madeBy);
  return of.by ? nameOf(of.by) : t.value.shell.somebody;
}

/** What a question is about, in words: the figure and its quarter, or the barrier. */
export function aboutWords(question: Question): string {
  const w = t.value.place.questions;
  const about = question.about ?? '';
  const [sort, table = '', quarter = ''] = about.split(':');
  if (sort === 'figure') {
    const names: Record<string, string> = w.tables;
    const [year = '', q = ''] = quarter.split('-Q');
    return w.figure(names[table] ?? w.someFigure, q, year);
  }
  const id = about.startsWith('place/barrier/') ? about.slice('place/barrier/'.length) : '';
  return records('place', 'barrier').find(b => b.id === id)?.what.text ?? w.someFigure;
}

/** Where the figure stands that a question is about; '' where it is about something else. */
export function figureOf(question: Question): string[] {
  const [sort, table = '', quarter = ''] = (question.about ?? '').split(':');
  return sort === 'figure' && quarter ? ['figures', quarter, table] : [];
}
