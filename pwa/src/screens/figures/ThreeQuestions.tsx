import { Part } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import { Answers } from './ByAnswer.tsx';
import { type AnswerCell, type Cell, type Letter, placeIn } from './pages.ts';
import { Several } from './Several.tsx';
import { Sums } from './Sums.tsx';
import { ToFigure } from './ToFigure.tsx';
import { answersTold, sentences } from './tell.ts';

const efficient = [
  'right_first_time',
  'waits',
  'hand_overs',
  'reassessed',
  'ease',
  'morale',
] as const;

/** Gateshead's: is it effective, is it efficient, does it last. */
export function ThreeQuestions({ letter }: { letter: Letter }) {
  const l = t.value.letter;
  return (
    <>
      <Part title={l.sections.effective}>
        <p>{l.effectiveText}</p>
        <Effective letter={letter} />
      </Part>
      <Several
        letter={letter}
        title={l.sections.efficient}
        of={[...efficient]}
        text={l.efficientText}
      >
        {efficient.map(table => (
          <Answers key={table} letter={letter} table={table} inner />
        ))}
      </Several>
      <Several
        letter={letter}
        title={l.sections.sustainable}
        of={['gained', 'gains']}
        text={l.sustainableText}
      >
        <Answers letter={letter} table="gained" inner />
        <Sums letter={letter} table="gains" said={l.gainedSum} />
      </Several>
    </>
  );
}

/** What the figures that answer the first of them say, and the way to each. */
function Effective({ letter }: { letter: Letter }) {
  const curve = (table: 'attainment' | 'progress') => {
    const group = placeIn<Cell>(letter, table);
    return group ? (sentences(table, group)[0] ?? '') : '';
  };
  const life = placeIn<AnswerCell>(letter, 'better_life');
  const told = {
    attainment: curve('attainment'),
    progress: curve('progress'),
    better_life: life ? answersTold('better_life', life) : '',
  };
  return (
    <ul class="figure-points">
      {Object.entries(told).map(([table, text]) => (
        <li key={table}>
          <ToFigure letter={letter} table={table} />
          {': '}
          {text || `${t.value.letter.notTold}.`}
        </li>
      ))}
    </ul>
  );
}
