import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { href } from '../../app/route.ts';
import { Button, Choice, ErrorSummary, Notice, Page, Part, SaveBar, say } from '../../kit/index.ts';
import { api } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Fetched, lists, useCall } from './fetched.tsx';
import { Due } from './RetentionDue.tsx';
import {
  type Kept,
  type Kind,
  kinds,
  offered,
  type Plan,
  plan,
  type Rules,
  retention,
} from './retention.ts';

/** For how long the place keeps what, with what goes by it before and after it is chosen. */
export function Retention() {
  const w = t.value.erase.retention;
  return (
    <Page title={w.title} lead={w.intro} back={href('steward')} backLabel={t.value.steward.back}>
      <Fetched of={[retention(), plan(), lists.members(), lists.teams()]}>
        {() => <Chosen />}
      </Fetched>
    </Page>
  );
}

function Chosen() {
  const w = t.value.erase.retention;
  const held = retention().value.value.data;
  const now = plan().value.value.data;
  const edited = useSignal<Rules | null>(null);
  const tried = useSignal<Plan | null>(null);
  if (!held || !now) return null;
  const changed = kinds.some(kind => edited.value && edited.value[kind] !== held.rules[kind]);
  return (
    <>
      <p>{held.changed_on ? w.chosen(fmt.day(held.changed_on), held.by_name) : w.notChosen}</p>
      <Trying edited={edited} tried={tried} changed={changed} />
      {kinds.map(kind => (
        <One
          key={kind}
          kind={kind}
          least={held.least[kind]}
          rules={edited.value ?? held.rules}
          kept={partOf(changed ? tried.value : now, kind)}
          tried={changed}
          choose={rules => {
            edited.value = rules;
          }}
        />
      ))}
      <Part title={w.else}>
        <ul>
          {w.elseList.map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Part>
      <Save edited={edited} changed={changed} />
    </>
  );
}

const partOf = (of: Plan | null, kind: Kind): Kept | undefined =>
  of?.parts.find(part => part.kind === kind);

/** Asks what would go by what is chosen and not saved yet. */
function Trying(props: {
  edited: Signal<Rules | null>;
  tried: Signal<Plan | null>;
  changed: boolean;
}) {
  const { edited, tried } = props;
  const { problems, run } = useCall();
  const rules = edited.value;
  useEffect(() => {
    tried.value = null;
    if (!rules || !props.changed) return;
    void run(async () => {
      const found = await api<Plan>('POST', '/v1/admin/retention/preview', { rules });
      if (edited.peek() === rules) tried.value = found;
    });
  }, [rules, props.changed]);
  return <ErrorSummary problems={problems.value} />;
}

function One(props: {
  kind: Kind;
  least: number;
  rules: Rules;
  kept: Kept | undefined;
  tried: boolean;
  choose: (rules: Rules) => void;
}) {
  const w = t.value.erase.retention;
  const { kind, kept, rules } = props;
  const months = rules[kind];
  return (
    <Part title={w.kinds[kind]}>
      <Choice
        label={w.kinds[kind]}
        quiet
        hint={w.hints[kind]}
        options={offered(props.least, months).map(n => ({
          value: String(n ?? 0),
          label: n === null ? w.forEver : w.months(n),
        }))}
        value={String(months ?? 0)}
        onChoose={value => props.choose({ ...rules, [kind]: Number(value) || null })}
      />
      <p role="status">
        {kept
          ? [
              w.all(kept.all, kept.oldest && fmt.day(kept.oldest)),
              months !== null && (props.tried ? w.would : w.is)(kept.due, kept.soon),
            ]
              .filter(Boolean)
              .join(' ')
          : t.value.steward.loading}
      </p>
      {kept && !props.tried && <Due kept={kept} />}
    </Part>
  );
}

function Save({ edited, changed }: { edited: Signal<Rules | null>; changed: boolean }) {
  const w = t.value.erase.retention;
  const { busy, problems, run } = useCall();
  const save = () =>
    run(async () => {
      await api('PUT', '/v1/admin/retention', { rules: edited.value });
      await Promise.all([retention().refresh(), plan().refresh()]);
      edited.value = null;
      say(t.value.steward.saved);
    });
  if (!changed) return null;
  return (
    <>
      <ErrorSummary problems={problems.value} />
      <Notice icon="heed">{w.notKept}</Notice>
      <SaveBar>
        <Button kind="primary" busy={busy.value} onClick={save}>
          {w.go}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            edited.value = null;
          }}
        >
          {t.value.steward.cancel}
        </Button>
      </SaveBar>
    </>
  );
}
