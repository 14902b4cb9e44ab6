import type { Judgement } from '../../kit/index.ts';
import type { View } from '../../model/index.ts';
import { dayOf } from './days.ts';
import { choiceWords } from './forms.ts';
import { about, calledOf } from './lives.ts';
import { settle } from './settled.ts';
import { w } from './words.ts';

/** A goal's judgements, oldest first: the person's own, and the worker's apart from them. */
export interface Voices {
  own: Judgement[];
  worker: Judgement[];
}

export function voicesOf(person: string, goal: string): Voices {
  const facts = about(person, 'assessment').filter(a => a.goal === goal);
  const told = settle(facts).map(({ root, now }) => ({
    by: now.by,
    judged: asJudgement(now, root.id, person),
  }));
  told.sort((a, b) => (a.judged.on < b.judged.on ? -1 : a.judged.on > b.judged.on ? 1 : 0));
  return {
    own: told.filter(x => x.by !== 'worker').map(x => x.judged),
    worker: told.filter(x => x.by === 'worker').map(x => x.judged),
  };
}

function asJudgement(a: View<'assessment'>, id: string, person: string): Judgement {
  const who = a.by === 'self' ? calledOf(person) : a.by ? choiceWords(a.by) : w.value.somebodyElse;
  return { id, on: a.on ?? dayOf(a.madeAt), howFar: a.how_far, done: a.done, who, words: a.words };
}
