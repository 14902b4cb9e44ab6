import { nameOf, newId, records, session, type View, type Write } from '../../model/index.ts';
import { t } from '../../words/index.ts';

export type Reflection = View<'reflection'>;

/** The questions in their order; the last one is the author's alone. */
export const questions = [
  'worked',
  'did_not',
  'dont_know',
  'learnt',
  'next_try',
  'how_it_was_for_me',
] as const;

export type Question = (typeof questions)[number];

/** What may leave self. */
export const shareable = questions.filter(q => q !== 'how_it_was_for_me');

export type Answers = Record<Question, string>;

export const noAnswers: Answers = {
  worked: '',
  did_not: '',
  dont_know: '',
  learnt: '',
  next_try: '',
  how_it_was_for_me: '',
};

/** The scope that nobody else reads. */
export function selfScope(): string {
  return `self:${session.value?.member ?? ''}`;
}

/** Newest first. */
export function reflectionsIn(scope: string): Reflection[] {
  return [...records(scope, 'reflection')].reverse();
}

export function answersIn(reflection: Reflection): Answers {
  const answers = { ...noAnswers };
  for (const q of questions) answers[q] = reflection[q]?.text ?? '';
  return answers;
}

/** The first words of it, for a list. */
export function firstWords(reflection: Reflection): string {
  const found = questions.map(q => reflection[q]?.text.trim() ?? '').find(text => text !== '');
  return found ?? t.value.place.reflect.untitled;
}

/** The change that shares the words of a copy; what is the author's alone is never in it. */
export function sharedCopy(of: Reflection, to: string, answers: Answers): Write {
  const set: Record<string, string> = { source: `${of.scope}/reflection/${of.id}` };
  for (const q of shareable) {
    if (answers[q].trim() !== '') set[q] = answers[q].trim();
  }
  return { scope: to, kind: 'reflection', id: newId(), set };
}

/** Where copies of a reflection stand, as names. */
export function sharedWith(of: Reflection): string[] {
  const source = `${of.scope}/reflection/${of.id}`;
  const scopes = [...(session.value?.teams ?? []).map(team => `team:${team}`), 'place'];
  return scopes
    .filter(scope => records(scope, 'reflection').some(copy => copy.source === source))
    .map(scope => (scope === 'place' ? t.value.place.alliance.title : nameOf(scope)));
}
