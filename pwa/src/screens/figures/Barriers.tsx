import { Fragment } from 'preact';
import { Card } from '../../kit/index.ts';
import { directory, session } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Asked, MetWords } from '../place/Alliance.tsx';
import { type Barrier, barriers, costOf, metOf } from '../place/barriers.ts';
import { Block } from './Block.tsx';
import { type Letter, placeIn, type TimesCell } from './pages.ts';
import { Say } from './Say.tsx';
import { whoOf } from './Talk.tsx';
import { answerBarrier, talksAbout } from './talk.ts';

/** Who pays for the work, as people write it into "who could help". */
const payers = /commission|funder|comisiyn|cyllidw/i;

/** The barriers that name those who commission or pay for the work. */
export function forPayers(): Barrier[] {
  return barriers().filter(b => !b.gone && b.who_could_help.some(name => payers.test(name)));
}

/** What got in the way, with commissioners asked first for what they could do. */
export function Barriers({ letter }: { letter: Letter }) {
  const w = t.value.letter.barriers;
  const all = barriers().filter(b => !b.gone);
  const mine = forPayers();
  const ids = new Set(mine.map(b => b.id));
  const others = all.filter(b => !ids.has(b.id));
  return (
    <Block table="barriers" quarter={letter.quarter} title={w.title}>
      <p>{w.intro}</p>
      {all.length === 0 && <p class="hint">{w.none}</p>}
      <Several title={w.yours} text={w.yoursText} list={mine} letter={letter} />
      <Several title={w.others} text={w.othersText} list={others} letter={letter} />
    </Block>
  );
}

function Several(props: { title: string; text: string; list: Barrier[]; letter: Letter }) {
  if (props.list.length === 0) return null;
  const open = (b: Barrier) => (b.they_said.text || talksAbout(about(b)).length > 0 ? 1 : 0);
  const list = [...props.list].sort(
    (a, b) => open(a) - open(b) || metOf(b.id).length - metOf(a.id).length,
  );
  return (
    <section class="part">
      <h3>{props.title}</h3>
      <p class="hint">{props.text}</p>
      {list.map(barrier => (
        <BarrierCard key={barrier.id} barrier={barrier} letter={props.letter} />
      ))}
    </section>
  );
}

const about = (b: Barrier) => `place/barrier/${b.id}`;

function BarrierCard({ barrier, letter }: { barrier: Barrier; letter: Letter }) {
  const w = t.value.letter.barriers;
  const place = t.value.place.alliance;
  const { currency } = directory.value.place;
  const cost = costOf(barrier, currency);
  const remarks = talksAbout(about(barrier)).flatMap(talk => talk.answers);
  return (
    <Card>
      <h4 class="small-head">{barrier.what.text}</h4>
      {barrier.who_could_help.length > 0 && (
        <p>{place.couldHelp(fmt.list(barrier.who_could_help))}</p>
      )}
      <MetWords barrier={barrier.id} />
      <InQuarter barrier={barrier.id} letter={letter} />
      {cost > 0 && <p>{place.costs(fmt.money(cost, currency))}</p>}
      <Asked barrier={barrier} answered={remarks.length > 0}>
        {remarks.map(remark => (
          <Fragment key={remark.id}>
            <dt>{w.answered(whoOf(remark), fmt.day(remark.on))}</dt>
            <dd class="quote">{remark.words}</dd>
          </Fragment>
        ))}
      </Asked>
      {session.value?.role !== 'coach' && (
        <Say
          name={barrier.id}
          title={w.reply}
          about={barrier.what.text}
          hint={w.replyHint}
          button={w.replySend}
          done={w.replied}
          send={words => answerBarrier(barrier.id, words)}
        />
      )}
    </Card>
  );
}

/** What the release tells of it: how often, and at what cost. */
function InQuarter({ barrier, letter }: { barrier: string; letter: Letter }) {
  const w = t.value.letter.barriers;
  const group = placeIn<TimesCell>(letter, 'barriers');
  const cell = group?.cells.find(c => c.key === `barrier:${barrier}`);
  if (!cell || cell.times === '*') return null;
  const cost =
    cell.minor_units === '*' || cell.minor_units === 0
      ? ''
      : w.metCost(fmt.money(cell.minor_units, group?.currency ?? ''));
  return <p class="hint">{[w.metTimes(w.about(cell.times)), cost].filter(Boolean).join('; ')}.</p>;
}
