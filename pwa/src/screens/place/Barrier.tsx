import { useSignal } from '@preact/signals';
import { Fragment } from 'preact';
import { href, type ScreenProps } from '../../app/route.ts';
import {
  Button,
  Empty,
  Fold,
  LinkButton,
  List,
  ListItem,
  Page,
  Part,
  Row,
  Sides,
  say,
  TextBox,
} from '../../kit/index.ts';
import { directory, nameOf, record, save, saveWithUndo } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Asked, MetWords, metOnceMore } from './Alliance.tsx';
import { type Barrier as BarrierView, costOf, mayWrite, metOf } from './barriers.ts';
import { answersTo, speaker } from './questions.ts';

/** One thing that gets in the way, and its story so far. */
export function Barrier({ params }: ScreenProps) {
  const w = t.value.place.alliance;
  const it = record('place', 'barrier', params.id ?? '');
  if (!it || it.gone) {
    return (
      <Page title={w.newTitle} back={href('alliance')}>
        <Empty title={t.value.place.notOnPhone} text={t.value.place.notOnPhoneText} />
      </Page>
    );
  }
  const { currency } = directory.value.place;
  const cost = costOf(it, currency);
  return (
    <Page title={it.what.text} back={href('alliance')}>
      <BothVersions of={it} />
      <div class="stack">
        <MetWords barrier={it.id} />
        {it.who_could_help.length > 0 && <p>{w.couldHelp(fmt.list(it.who_could_help))}</p>}
        {cost > 0 && <p>{w.costs(fmt.money(cost, currency))}</p>}
        <AskedAndTold barrier={it} />
      </div>
      {mayWrite() && (
        <>
          <MetAgain barrier={it.id} />
          <Row>
            <LinkButton href={href('alliance', it.id, 'edit')} icon="edit">
              {w.change}
            </LinkButton>
          </Row>
        </>
      )}
      <History barrier={it.id} />
    </Page>
  );
}

/** With what those who were asked said themselves, where they have the app. */
function AskedAndTold({ barrier }: { barrier: BarrierView }) {
  const w = t.value.place;
  const said = answersTo(barrier.id);
  return (
    <Asked barrier={barrier} answered={said.length > 0}>
      {said.map(answer => (
        <Fragment key={answer.id}>
          <dt>{w.when(fmt.day(answer.on ?? ''), speaker(answer))}</dt>
          <dd class="quote">{answer.words}</dd>
        </Fragment>
      ))}
    </Asked>
  );
}

function BothVersions({ of }: { of: BarrierView }) {
  const w = t.value.place;
  const titles = {
    what: w.alliance.what,
    they_said: w.alliance.theySaid,
    we_did: w.alliance.weDid,
  };
  if (!mayWrite()) return null;
  return (
    <>
      {(['what', 'they_said', 'we_did'] as const).map(
        field =>
          of[field].versions.length > 1 && (
            <Sides
              key={field}
              title={titles[field]}
              sides={of[field].versions.map(v => ({
                identity: v.identity,
                text: v.text,
                at: v.at,
                who: v.by ? nameOf(v.by) : w.someone,
              }))}
              onChoose={text =>
                void save([{ scope: 'place', kind: 'barrier', id: of.id, set: { [field]: text } }])
              }
            />
          ),
      )}
    </>
  );
}

function MetAgain({ barrier }: { barrier: string }) {
  const w = t.value.place.alliance;
  const words = useSignal('');
  const count = async () => {
    const { undo } = await saveWithUndo([metOnceMore(barrier, words.value)]);
    words.value = '';
    say(w.againDone, async () => void (await undo()));
  };
  return (
    <div class="stack">
      <Button kind="primary" onClick={() => void count()}>
        {words.value.trim() ? w.againAdd : w.again}
      </Button>
      <Fold title={w.againWords}>
        <TextBox
          label={w.againWords}
          hint={w.againWordsHint}
          value={words.value}
          onInput={text => {
            words.value = text;
          }}
          rows={2}
        />
      </Fold>
    </div>
  );
}

function History({ barrier }: { barrier: string }) {
  const w = t.value.place;
  const met = metOf(barrier);
  if (met.length === 0) return null;
  return (
    <Part title={w.alliance.history}>
      <List>
        {met.slice(0, 50).map(m => (
          <ListItem
            key={m.id}
            title={m.words || fmt.day(m.on ?? '')}
            note={[m.words && m.on && fmt.day(m.on), m.team && nameOf(`team:${m.team}`)]
              .filter(Boolean)
              .join(', ')}
          />
        ))}
      </List>
    </Part>
  );
}
