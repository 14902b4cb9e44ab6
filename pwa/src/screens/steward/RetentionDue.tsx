import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import {
  Button,
  Card,
  Chips,
  ErrorSummary,
  errorOf,
  Fold,
  Line,
  LinkButton,
  List,
  ListItem,
  Notice,
  Row,
  say,
} from '../../kit/index.ts';
import { api } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { erasures } from './Erasures.tsx';
import { lists, useCall } from './fetched.tsx';
import { actorName } from './names.ts';
import { requests } from './requests.ts';
import { type Item, type Kept, type LetGo, most, plan } from './retention.ts';

/** What is past its time, to be let go, and what will be within a month. */
export function Due({ kept }: { kept: Kept }) {
  const w = t.value.erase.retention;
  const due = kept.items.filter(one => one.state === 'due');
  const soon = kept.items.filter(one => one.state === 'soon');
  const waits = kept.items.filter(one => one.state === 'waits');
  return (
    <>
      {due.length > 0 && (
        <Fold title={w.look(kept.due)}>
          <Some kept={kept} due={due} />
        </Fold>
      )}
      {kept.kind === 'trail' && kept.due > 0 && <Trail kept={kept} />}
      {soon.length > 0 && <Later title={w.soon(kept.soon)} kept={kept} items={soon} />}
      {waits.length > 0 && <Later title={w.waits(waits.length)} kept={kept} items={waits} />}
    </>
  );
}

function Later({ title, kept, items }: { title: string; kept: Kept; items: Item[] }) {
  const w = t.value.erase.retention;
  return (
    <Fold title={title}>
      <List label={title}>
        {items.map(one => (
          <ListItem
            key={one.id}
            title={titleOf(kept, one)}
            note={[w.dueOn(fmt.day(one.due_on)), noteOf(kept, one)].filter(Boolean).join(' · ')}
          />
        ))}
      </List>
    </Fold>
  );
}

function titleOf(kept: Kept, one: Item): string {
  if (kept.kind === 'trail') return '';
  const said = t.value.erase.retention.lastOn[kept.kind](fmt.day(one.last_on));
  return kept.kind === 'own' ? `${actorName(`member:${one.id}`)}: ${said}` : said;
}

function noteOf(kept: Kept, one: Item): string {
  const w = t.value.erase.retention;
  if (kept.kind !== 'left' && kept.kind !== 'quiet') return '';
  const names = one.circle?.map(actorName) ?? [];
  return [
    names.length > 0 ? w.seenBy(fmt.list(names)) : w.seenByNobody,
    one.away ? w.away(one.away) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Those that are past their time: some are chosen, and go after a word is typed. */
function Some({ kept, due }: { kept: Kept; due: Item[] }) {
  const w = t.value.erase.retention;
  const chosen = useSignal<string[]>([]);
  const there = chosen.value.filter(id => due.some(one => one.id === id));
  const people = kept.kind === 'left' || kept.kind === 'quiet';
  return (
    <>
      <Chips
        label={w.due}
        stacked
        {...(people ? { hint: w.dueHint } : {})}
        options={due.map(one => ({
          value: one.id,
          label: titleOf(kept, one),
          hint: noteOf(kept, one),
        }))}
        values={there}
        onChange={values => {
          chosen.value = values;
        }}
      />
      <Row>
        <Button
          kind="quiet"
          onClick={() => {
            chosen.value = there.length > 0 ? [] : due.slice(0, most).map(one => one.id);
          }}
        >
          {there.length > 0 ? w.none : w.chooseAll(Math.min(due.length, most))}
        </Button>
        {people && there.length === 1 && (
          <LinkButton href={href('steward', 'erase', there[0] ?? '')}>{w.whatGoes}</LinkButton>
        )}
      </Row>
      {there.length > 0 && (
        <Confirm kept={kept} count={there.length} body={{ kind: kept.kind, ids: there }} />
      )}
    </>
  );
}

function Trail({ kept }: { kept: Kept }) {
  const w = t.value.erase.retention;
  const asking = useSignal(false);
  return (
    <>
      <Row>
        <Button
          kind="quiet"
          onClick={() => {
            asking.value = !asking.value;
          }}
        >
          {asking.value ? t.value.steward.cancel : w.trailGo(kept.due)}
        </Button>
      </Row>
      {asking.value && (
        <Confirm kept={kept} count={kept.due} body={{ kind: 'trail', through: kept.through }} />
      )}
    </>
  );
}

function Confirm(props: { kept: Kept; count: number; body: object }) {
  const w = t.value.erase;
  const r = w.retention;
  const word = useSignal('');
  const { busy, problems, run } = useCall();
  const field = `word-${props.kept.kind}`;
  const go = () => {
    if (word.value.trim() !== w.word) {
      problems.value = [{ field, text: w.confirmMissing(w.word) }];
      return;
    }
    void run(async () => {
      const done = await api<LetGo>('POST', '/v1/admin/retention/confirm', props.body);
      word.value = '';
      const also = [lists.unattended(), erasures(), requests()];
      await Promise.all([plan().refresh(), ...also.map(list => list.refresh())]);
      const stayed = done.stayed.length;
      say([r.gone(done.gone), stayed ? r.stayed(stayed) : ''].filter(Boolean).join('. '));
    });
  };
  return (
    <Card tone="warm">
      <ErrorSummary problems={problems.value} />
      <Notice icon="heed">{w.noUndo}</Notice>
      <Line
        label={w.confirm(w.word)}
        name={field}
        value={word.value}
        onInput={value => {
          word.value = value;
        }}
        error={errorOf(problems.value, field)}
      />
      <Row>
        <Button busy={busy.value} onClick={go}>
          {r.letGo(props.count)}
        </Button>
      </Row>
    </Card>
  );
}
