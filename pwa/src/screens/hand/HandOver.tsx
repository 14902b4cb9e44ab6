import { useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import { Button, Empty, Line, LinkButton, Page } from '../../kit/index.ts';
import { record } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { handOver, held, lapsesAt } from './held.ts';
import { Sitting } from './Sitting.tsx';
import './hand.css';

/** Before: the coach chooses four digits. After: the person's own pages. */
export function HandOver({ params }: ScreenProps) {
  const id = params.id ?? '';
  if (held.value?.person === id) return <Sitting person={id} since={held.value.since} />;
  return (
    <main>
      <SetUp id={id} />
    </main>
  );
}

function SetUp({ id }: { id: string }) {
  const w = t.value.hand.setUp;
  const code = useSignal('');
  const missing = useSignal(false);
  const who = record(`person:${id}`, 'person', id);
  const begin = () => {
    if (!/^\d{4}$/.test(code.value)) {
      missing.value = true;
      return;
    }
    handOver(id, code.value);
  };
  if (!who) {
    return (
      <Page title={t.value.hand.title} back="#/">
        <Empty
          title={w.gone}
          text={w.goneText}
          action={<LinkButton href="#/">{w.toPeople}</LinkButton>}
        />
      </Page>
    );
  }
  return (
    <Page title={w.heading(who.called.text)} back={href('p', id)}>
      <form
        class="hand-setup"
        onSubmit={event => {
          event.preventDefault();
          begin();
        }}
      >
        <p>{w.what}</p>
        <p>{w.sendFirst}</p>
        <Line
          label={w.code}
          hint={w.codeHint}
          value={code.value}
          onInput={value => {
            code.value = value.replace(/\D/g, '').slice(0, 4);
          }}
          type="tel"
          name="code"
          error={missing.value && code.value.length < 4 ? w.codeMissing : undefined}
        />
        <p class="hint">{w.forgotten(fmt.clock(lapsesAt()))}</p>
        <Button kind="primary" type="submit">
          {w.start}
        </Button>
      </form>
    </Page>
  );
}
