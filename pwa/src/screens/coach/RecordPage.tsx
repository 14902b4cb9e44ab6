import '../../style/life.css';
import { useState } from 'preact/hooks';
import { href, type ScreenProps } from '../../app/route.ts';
import {
  Button,
  Card,
  Fold,
  Icon,
  LinkButton,
  List,
  ListItem,
  Notice,
  Page,
  Part,
  Row,
  TextBox,
} from '../../kit/index.ts';
import type { Kind } from '../../model/index.ts';
import { fmt } from '../../words/index.ts';
import { useSeen } from '../seen/useSeen.ts';
import { Asked } from './Asked.tsx';
import { pageOf, settledOne } from './CorrectRecord.tsx';
import { FieldValue, hasValue } from './FieldValue.tsx';
import { forms, isFact, labelOf, shownFields, specOf } from './forms.ts';
import { type AnyView, calledOf, isBetween, personOf, writer } from './lives.ts';
import { Missing } from './Missing.tsx';
import { keep, keepWithUndo } from './saving.ts';
import { TheySay } from './TheySay.tsx';
import { TwoSides } from './TwoSides.tsx';
import { everything, icons, said } from './timeline.ts';
import { w } from './words.ts';

/** One record: all its words, how it came to be, and the ways to put it right. */
export function RecordPage({ params }: ScreenProps) {
  const person = params.id ?? '';
  const kind = (params.kind ?? '') as Kind;
  const found = settledOne(person, kind, params.rid ?? '');
  useSeen(found?.root.scope, kind, found?.root.id);
  if (!personOf(person) || !found) return <Missing />;
  const { root, now, all } = found;
  const words = w.value;
  const gone = root.gone === true;
  return (
    <Page title={words.kinds[kind]} back={href('p', person)} backLabel={calledOf(person)}>
      {gone && <GoneNotice view={root} kind={kind} />}
      <Marks view={root} />
      <TwoSides view={root} kind={kind} />
      <Fields view={mixed(root, now, kind)} kind={kind} person={person} />
      <TheySay scope={root.scope} ids={all.map(f => f.id)} />
      {kind === 'decision' && <CameOfIt root={root} />}
      {kind === 'decision' && <Asked root={root} kind={kind} />}
      {kind === 'visit' && <AlsoThen visit={root.id} person={person} />}
      {!gone && <Actions root={root} kind={kind} person={person} />}
      <History all={all} kind={kind} person={person} />
    </Page>
  );
}

/** What else was written at a visit: money, promises, who was asked, what changed. */
function AlsoThen({ visit, person }: { visit: string; person: string }) {
  const words = w.value;
  const entries = everything(person).filter(e => e.view.visit === visit);
  if (entries.length === 0) return null;
  return (
    <Part title={words.record.alsoThen}>
      <List>
        {entries.map(e => {
          const { head, text, quote } = said(e.kind, e.view, person);
          return (
            <ListItem
              key={e.id}
              href={pageOf(person, e.kind, e.id)}
              icon={icons[e.kind] ?? 'more'}
              title={head || text || quote || words.kinds[e.kind]}
              note={head && text ? text : words.kinds[e.kind]}
            />
          );
        })}
      </List>
    </Part>
  );
}

/** Facts as they count now, with the words of the root that others went on writing. */
function mixed(root: AnyView, now: AnyView, kind: Kind): AnyView {
  if (root === now) return root;
  const words = shownFields(kind).filter(f => specOf(kind, f)?.rule === 'versions');
  return { ...now, ...Object.fromEntries(words.map(f => [f, root[f]])) } as AnyView;
}

function Marks({ view }: { view: AnyView }) {
  const words = w.value;
  if (!isBetween(view.scope) && !view.pending) return null;
  return (
    <p class="marks">
      {isBetween(view.scope) && (
        <span class="mark">
          <Icon name="between" /> {words.record.between}
        </span>
      )}
      {view.pending && (
        <span class="mark">
          <Icon name="waiting" /> {words.record.pending}
        </span>
      )}
    </p>
  );
}

function Fields({ view, kind, person }: { view: AnyView; kind: Kind; person: string }) {
  const shown = shownFields(kind).filter(f => hasValue(view, kind, f));
  if (shown.length === 0) return <p class="item-note">{w.value.record.nothing}</p>;
  return (
    <Card>
      <dl class="told">
        {shown.map(field => (
          <div key={field}>
            <dt>{labelOf(kind, field)}</dt>
            <dd>
              <FieldValue view={view} kind={kind} field={field} person={person} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Actions({ root, kind, person }: { root: AnyView; kind: Kind; person: string }) {
  const words = w.value.record;
  const { scope, id } = root;
  return (
    <Row>
      {forms[kind] && (
        <LinkButton href={href('p', person, 'r', kind, id, 'correct')} icon="edit">
          {words.correct}
        </LinkButton>
      )}
      {kind === 'thread' && <Stands root={root} />}
      {!isFact(kind) && (
        <Button
          kind="danger"
          icon="bin"
          onClick={() =>
            keepWithUndo([{ scope, kind, id, set: { gone: true } }], w.value.removed_say)
          }
        >
          {words.remove}
        </Button>
      )}
    </Row>
  );
}

/** Whether a promise is to do, done or let go. */
function Stands({ root }: { root: AnyView }) {
  const { choices } = w.value;
  const { scope, id } = root;
  const set = (state: 'open' | 'done' | 'dropped') =>
    keepWithUndo([{ scope, kind: 'thread', id, set: { state } }], choices[state]);
  return root.state === 'done' || root.state === 'dropped' ? (
    <Button icon="putback" onClick={() => set('open')}>
      {choices.open}
    </Button>
  ) : (
    <>
      <Button icon="tick" onClick={() => set('done')}>
        {choices.done}
      </Button>
      <Button kind="quiet" onClick={() => set('dropped')}>
        {choices.dropped}
      </Button>
    </>
  );
}

function GoneNotice({ view, kind }: { view: AnyView; kind: Kind }) {
  const words = w.value.record;
  return (
    <Notice icon="bin">
      <p>{words.isGone}</p>
      <Button icon="putback" onClick={() => putBack(view, kind)}>
        {words.putBack}
      </Button>
    </Notice>
  );
}

/** Brings back what was removed. */
export function putBack(view: AnyView, kind: Kind): Promise<void> {
  const { scope, id } = view;
  const isBack = w.value.record.isBack;
  return keepWithUndo([{ scope, kind, id, set: { gone: false } }], isBack);
}

/** What came of a decision, which is known only later: words beside the fact. */
function CameOfIt({ root }: { root: AnyView }) {
  const words = w.value;
  const text = (field: string) => (root[field] as { text: string } | undefined)?.text ?? '';
  const [came, setCame] = useState(text('came_of_it'));
  const [nobody, setNobody] = useState(text('if_nobody_had'));
  const { scope, id } = root;
  return (
    <Fold title={words.record.cameOfIt} icon="edit">
      <TextBox label={words.fields.came_of_it} value={came} onInput={setCame} />
      <TextBox label={words.fields.if_nobody_had} value={nobody} onInput={setNobody} />
      <Row>
        <Button
          kind="primary"
          onClick={() => {
            const set: Record<string, string> = {};
            if (came !== text('came_of_it')) set.came_of_it = came.trim();
            if (nobody !== text('if_nobody_had')) set.if_nobody_had = nobody.trim();
            if (Object.keys(set).length > 0) keep([{ scope, kind: 'decision', id, set }]);
          }}
        >
          {words.kit.save}
        </Button>
      </Row>
    </Fold>
  );
}

/** Who wrote it and who put it right, with what stood before. */
function History({ all, kind, person }: { all: AnyView[]; kind: Kind; person: string }) {
  const words = w.value.record;
  const [root] = all;
  if (!root) return null;
  const rewritten = all.length === 1 && root.changedAt > root.madeAt + 1000;
  return (
    <Part title={words.history}>
      <ol class="history">
        {all.map((fact, i) => (
          <li key={fact.id}>
            <p>
              {i === 0 ? words.wrote(writer(fact.madeBy)) : words.corrected(writer(fact.madeBy))}
              <span class="item-note"> {fmt.time(fact.madeAt)}</span>
            </p>
            {all.length > 1 && (
              <Fold title={i === all.length - 1 ? words.now : words.before}>
                <Fields view={fact} kind={kind} person={person} />
              </Fold>
            )}
          </li>
        ))}
        {rewritten && (
          <li>
            <p>
              {words.corrected(writer(root.changedBy))}
              <span class="item-note"> {fmt.time(root.changedAt)}</span>
            </p>
          </li>
        )}
      </ol>
    </Part>
  );
}
