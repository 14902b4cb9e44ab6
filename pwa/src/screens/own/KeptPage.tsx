import { useSignal } from '@preact/signals';
import { Button, Fold, Part } from '../../kit/index.ts';
import { api, cached } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Kept, KeptBack } from '../kept/Kept.tsx';
import { itemsOf, type KeptPart, type KeptRecord } from '../kept/remote.ts';
import { whoIs } from '../kept/telling.ts';
import { Frame } from './Frame.tsx';
import { myId, myItems, myself, sayBeside } from './me.ts';

/** Everything that is kept about the person who reads it. */
export function KeptPage() {
  const w = t.value.own;
  const circle = myself()?.circle ?? [];
  return (
    <Frame title={w.kept.title} lead={w.kept.lead}>
      <KeptBack />
      <Fold title={w.kept.keptFor}>
        <KeptFor />
      </Fold>
      <Betweens />
      <Kept
        around={{ person: myId(), items: myItems() }}
        circle={circle}
        say={sayBeside}
        hint={w.beside.hint}
      />
    </Frame>
  );
}

/** When it goes, as the place has chosen; numbers are months. */
function KeptFor() {
  const w = t.value.own.kept;
  const me = cached<{ kept_for?: Record<'left' | 'quiet' | 'trail', number | null> }>('/v1/me');
  const chosen = me.value.value.data?.kept_for;
  return (
    <>
      {chosen?.left && <p>{w.keptForLeft(chosen.left)}</p>}
      {chosen?.quiet && <p>{w.keptForQuiet(chosen.quiet)}</p>}
      {chosen?.trail && <p>{w.keptForTrail(chosen.trail)}</p>}
      <p>{w.keptForAsk}</p>
    </>
  );
}

/** What was told to a few alone: fetched when asked for, and kept nowhere on this device. */
function Betweens() {
  const w = t.value.own.kept;
  const got = useSignal<KeptRecord | null>(null);
  const failed = useSignal(false);
  const show = async () => {
    try {
      got.value = await api<KeptRecord>('GET', `/v1/people/${myId()}/record`);
      failed.value = false;
    } catch {
      failed.value = true;
    }
  };
  const parts = got.value?.parts.filter(part => part.scope.startsWith('between:')) ?? [];
  return (
    <Part
      title={w.between}
      action={
        <Button
          kind="quiet"
          expanded={got.value !== null}
          label={`${got.value ? w.betweenHide : w.betweenShow}: ${w.between}`}
          onClick={() => {
            if (got.value) got.value = null;
            else void show();
          }}
        >
          {got.value ? w.betweenHide : w.betweenShow}
        </Button>
      }
    >
      <p>{w.betweenText}</p>
      <p role="status">{failed.value && w.betweenOnline}</p>
      {got.value && parts.length === 0 && <p>{w.betweenNone}</p>}
      {got.value &&
        parts.map(part => (
          <OneBetween key={part.scope} part={part} names={got.value?.names ?? {}} again={show} />
        ))}
    </Part>
  );
}

function OneBetween(props: {
  part: KeptPart;
  names: Record<string, string>;
  again: () => Promise<void>;
}) {
  const w = t.value.own;
  const { part, names } = props;
  const around = { person: myId(), items: itemsOf(part), names };
  const say = async (of: { kind: string; id: string }, words: string) => {
    await api('POST', '/v1/own/beside', { scope: part.scope, of_kind: of.kind, of: of.id, words });
    await props.again();
  };
  return (
    <section class="part">
      <h3>{w.kept.betweenWith(fmt.list(part.circle.map(a => whoIs(around, a))))}</h3>
      <Kept around={around} circle={[]} say={say} hint={w.beside.hintBetween} />
    </section>
  );
}
