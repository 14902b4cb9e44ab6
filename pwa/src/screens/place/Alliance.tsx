import type { ComponentChildren } from 'preact';
import { href } from '../../app/route.ts';
import {
  Button,
  Card,
  Empty,
  LinkButton,
  List,
  ListItem,
  Page,
  Part,
  say,
} from '../../kit/index.ts';
import { directory, newId, saveWithUndo, session, today, type Write } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import '../../style/place.css';
import { type Barrier, barriers, mayWrite, metOf } from './barriers.ts';
import { QuestionList } from './Questions.tsx';
import { Several } from './Reflections.tsx';
import { reflectionsIn } from './sharing.ts';

/** What the alliance is here for, and what stands in the way. */
export function Alliance() {
  const w = t.value.place.alliance;
  const { place, orgs } = directory.value;
  const list = barriers();
  const add = (
    <LinkButton href={href('alliance', 'new')} icon="add" kind="primary">
      {w.add}
    </LinkButton>
  );
  return (
    <Page title={place.name || w.title}>
      <Part title={w.purpose}>
        <p class={place.purpose ? 'quote' : 'hint'}>{place.purpose || w.noPurpose}</p>
        {orgs.length > 0 && <p class="hint">{fmt.list(orgs.map(org => org.name))}</p>}
      </Part>
      <Part title={w.barriers}>
        <p>{w.barriersIntro}</p>
        {mayWrite() && list.length > 0 && add}
        {list.length === 0 ? (
          <Empty title={w.none} text={w.noneText} action={mayWrite() && add} />
        ) : (
          list.map(barrier => <BarrierCard key={barrier.id} barrier={barrier} />)
        )}
      </Part>
      <QuestionList />
      <Part title={w.reflections}>
        <Several reflections={reflectionsIn('place')} none={w.noReflections} />
      </Part>
      <List>
        <ListItem href={href('figures')} icon="figures" title={w.figures} />
        {session.value?.role === 'coach' && (
          <ListItem href={href('share-curve')} icon="figures" title={w.curve} />
        )}
      </List>
    </Page>
  );
}

function BarrierCard({ barrier }: { barrier: Barrier }) {
  const w = t.value.place.alliance;
  return (
    <Card>
      <h3>
        <a href={href('alliance', barrier.id)}>{barrier.what.text}</a>
      </h3>
      <MetWords barrier={barrier.id} />
      {barrier.who_could_help.length > 0 && (
        <p class="hint">{w.couldHelp(fmt.list(barrier.who_could_help))}</p>
      )}
      <Asked barrier={barrier} />
      {mayWrite() && <Again barrier={barrier.id} />}
    </Card>
  );
}

/** How often, and when last. */
export function MetWords({ barrier }: { barrier: string }) {
  const w = t.value.place.alliance;
  const met = metOf(barrier);
  const last = met[0]?.on;
  if (met.length === 0) return <p class="hint">{w.metNever}</p>;
  return (
    <p>
      {w.met(met.length)}
      {last && `, ${w.metLast(fmt.day(last))}`}
    </p>
  );
}

/** Asked; they said; we did. */
export function Asked(props: {
  barrier: Barrier;
  /** What those who were asked said themselves: terms and what belongs to them. */
  children?: ComponentChildren;
  answered?: boolean;
}) {
  const w = t.value.place.alliance;
  const { barrier, answered } = props;
  if (!barrier.asked_on && !barrier.they_said.text && !barrier.we_did.text && !answered) {
    return <p class="hint">{w.notAsked}</p>;
  }
  return (
    <dl class="asked">
      {barrier.asked_on && <dt>{w.asked(fmt.day(barrier.asked_on))}</dt>}
      {barrier.asked_on && !barrier.they_said.text && !answered && <dd>{w.noAnswer}</dd>}
      {barrier.they_said.text && (
        <>
          <dt>{w.said}</dt>
          <dd class="quote">{barrier.they_said.text}</dd>
        </>
      )}
      {props.children}
      {barrier.we_did.text && (
        <>
          <dt>{w.did}</dt>
          <dd class="prose">{barrier.we_did.text}</dd>
        </>
      )}
    </dl>
  );
}

/** The change that counts a barrier once more. */
export function metOnceMore(barrier: string, words = ''): Write {
  const team = session.value?.teams[0];
  return {
    scope: 'place',
    kind: 'met',
    id: newId(),
    set: {
      barrier,
      on: today(),
      ...(team ? { team } : {}),
      ...(words.trim() ? { words: words.trim() } : {}),
    },
  };
}

function Again({ barrier }: { barrier: string }) {
  const w = t.value.place.alliance;
  const count = async () => {
    const { undo } = await saveWithUndo([metOnceMore(barrier)]);
    say(w.againDone, async () => void (await undo()));
  };
  return (
    <div>
      <Button onClick={() => void count()}>{w.again}</Button>
    </div>
  );
}
