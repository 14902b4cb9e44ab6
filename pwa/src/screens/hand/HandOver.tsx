import { href, type ScreenProps } from '../../app/route.ts';
import { Button, Empty, LinkButton, Page } from '../../kit/index.ts';
import { lockOthers } from '../../lock/watch.ts';
import { record } from '../../model/index.ts';
import { noteSeen } from '../../model/seen.ts';
import { t } from '../../words/index.ts';
import { handOver, held } from './held.ts';
import { Sitting } from './Sitting.tsx';
import './hand.css';

/** Before: what will be seen. After: the person's own pages. */
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
  const who = record(`person:${id}`, 'person', id);
  const begin = () => {
    lockOthers();
    noteSeen(`person:${id}`, undefined, 'handed');
    handOver(id);
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
        <p>{w.backAgain}</p>
        <Button kind="primary" type="submit">
          {w.start}
        </Button>
      </form>
    </Page>
  );
}
