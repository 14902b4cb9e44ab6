import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import {
  Button,
  Empty,
  ErrorSummary,
  errorOf,
  type FormProblem,
  Line,
  List,
  ListItem,
  Page,
  Part,
  TextBox,
} from '../../kit/index.ts';
import { now } from '../../local/clock.ts';
import { ApiError, api, cached, session } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Fetched, type Items, itemsOf, lists, problemWords } from '../steward/fetched.tsx';

export interface Inquiry {
  id: string;
  person: string;
  /** Member id of the steward. */
  by: string;
  reason?: string;
  /** Milliseconds since 1970. */
  at: number;
  until: number;
  /** The person was erased. */
  erased?: boolean;
}

export const inquiries = () => cached<Items<Inquiry>>('/v1/admin/inquiries');

/** The number in what was typed: alone, or in the address of a page. */
function numberIn(typed: string): string {
  return (
    /[0-9a-z]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(typed.toLowerCase())?.[0] ?? ''
  );
}

/** A steward asks who has seen one record, and says why. */
export function Inquiries() {
  const w = t.value.seen.inquiries;
  return (
    <Page title={w.title} back={href('steward')} backLabel={t.value.steward.back}>
      <p>{w.intro}</p>
      <p>{w.told}</p>
      <p>{w.limited}</p>
      <Ask />
      <Part title={w.list}>
        <Fetched of={[inquiries(), lists.members()]}>{() => <All />}</Fetched>
      </Part>
    </Page>
  );
}

function Ask() {
  const w = t.value.seen.inquiries;
  const person = useSignal('');
  const reason = useSignal('');
  const problems = useSignal<FormProblem[]>([]);
  const busy = useSignal(false);
  const ask = async () => {
    const number = numberIn(person.value);
    const found: FormProblem[] = [];
    if (!number) found.push({ field: 'person', text: w.personMissing });
    if (!reason.value.trim()) found.push({ field: 'reason', text: w.reasonMissing });
    problems.value = found;
    if (found.length > 0 || busy.value) return;
    busy.value = true;
    try {
      await api('POST', '/v1/admin/inquiries', { person: number, reason: reason.value });
      await inquiries().refresh();
      go(href('steward', 'inquiries', number));
    } catch (e) {
      const code = e instanceof ApiError ? e.code : 'internal';
      problems.value = [
        code === 'not_found' ? { field: 'person', text: w.unknown } : { text: problemWords(code) },
      ];
    }
    busy.value = false;
  };
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void ask();
      }}
    >
      <ErrorSummary problems={problems.value} />
      <Line
        label={w.person}
        name="person"
        hint={w.personHint}
        error={errorOf(problems.value, 'person')}
        value={person.value}
        onInput={value => {
          person.value = value;
        }}
      />
      <TextBox
        label={w.reason}
        name="reason"
        hint={w.reasonHint}
        error={errorOf(problems.value, 'reason')}
        value={reason.value}
        onInput={value => {
          reason.value = value;
        }}
      />
      <Button kind="primary" type="submit" busy={busy.value}>
        {w.go}
      </Button>
    </form>
  );
}

function All() {
  const w = t.value.seen.inquiries;
  const all = itemsOf(inquiries());
  if (all.length === 0) return <Empty title={w.none} />;
  const names = new Map(itemsOf(lists.members()).map(m => [m.id, m.name]));
  return (
    <List label={w.list}>
      {all.map(q => {
        const mine = q.by === session.value?.member;
        const open = q.until > now();
        const who = mine ? w.mine : w.by(names.get(q.by) ?? t.value.seen.somebody);
        const state = open ? w.open(fmt.time(q.until)) : w.over(fmt.ago(q.until));
        return (
          <ListItem
            key={q.id}
            title={q.reason ?? q.person}
            note={`${who}, ${state}`}
            {...(mine && open ? { href: href('steward', 'inquiries', q.person) } : {})}
          />
        );
      })}
    </List>
  );
}
