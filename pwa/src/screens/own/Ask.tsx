import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  Button,
  Choice,
  ErrorSummary,
  errorOf,
  type FormProblem,
  Notice,
  Part,
  Row,
  TextBox,
} from '../../kit/index.ts';
import { api } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { AskedList } from '../kept/Asked.tsx';
import type { Asked } from '../kept/asked.ts';
import { TakeCopy } from '../kept/TakeCopy.tsx';
import { Frame } from './Frame.tsx';
import { myId } from './me.ts';

/** A copy at once, and everything else that somebody has a right to ask for. */
export function Ask() {
  const w = t.value.own.ask;
  const list = useSignal<Asked[] | null>(null);
  const offline = useSignal(false);
  const load = async () => {
    try {
      list.value = (await api<{ items: Asked[] }>('GET', '/v1/own/requests')).items;
      offline.value = false;
    } catch {
      offline.value = true;
    }
  };
  useEffect(() => void load(), []);
  return (
    <Frame title={w.title} lead={w.lead}>
      {offline.value && <Notice live>{w.offline}</Notice>}
      <TakeCopy person={myId()} text={w.copyText} />
      <Part title={w.title2}>
        <AskForm path="/v1/own/requests" asked={load} />
      </Part>
      <Part title={w.yours}>
        {list.value?.length === 0 && <p>{w.none}</p>}
        {list.value && <AskedList list={list.value} />}
        <p class="item-note">{w.complain}</p>
      </Part>
    </Frame>
  );
}

const kinds = ['copy', 'correct', 'erase', 'object', 'other'] as const;
type Kind = (typeof kinds)[number];

/** What is asked for, in the person's words. */
export function AskForm({ path, asked }: { path: string; asked: () => Promise<void> }) {
  const w = t.value.own.ask;
  const kind = useSignal<Kind | null>(null);
  const words = useSignal('');
  const problems = useSignal<FormProblem[]>([]);
  const status = useSignal('');
  const busy = useSignal(false);
  const send = async (event: Event) => {
    event.preventDefault();
    problems.value = kind.value ? [] : [{ field: 'kind', text: w.whatMissing }];
    if (!kind.value || busy.value) return;
    busy.value = true;
    try {
      await api('POST', path, { kind: kind.value, words: words.value });
      kind.value = null;
      words.value = '';
      status.value = w.sent;
      await asked();
    } catch {
      problems.value = [{ field: 'kind', text: w.failed }];
    }
    busy.value = false;
  };
  return (
    <form class="form" noValidate onSubmit={event => void send(event)}>
      <ErrorSummary problems={problems.value} />
      <Choice<Kind>
        name="kind"
        label={w.what}
        stacked
        options={kinds.map(value => ({ value, label: w.kinds[value] }))}
        value={kind.value}
        error={errorOf(problems.value, 'kind')}
        onChoose={value => {
          kind.value = value;
        }}
      />
      {kind.value === 'erase' && <p>{w.eraseText}</p>}
      <TextBox
        label={w.words}
        hint={w.wordsHint}
        value={words.value}
        onInput={value => {
          words.value = value;
        }}
      />
      <Row>
        <Button type="submit" kind="primary" busy={busy.value}>
          {busy.value ? w.sending : w.send}
        </Button>
      </Row>
      <p role="status">{status.value}</p>
    </form>
  );
}
