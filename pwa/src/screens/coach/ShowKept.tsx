import { useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import { Page, Switch } from '../../kit/index.ts';
import { newId, record, save, today } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Kept, KeptBack } from '../kept/Kept.tsx';
import { itemsIn, whoIs } from '../kept/telling.ts';
import { useAllSeen } from '../seen/useSeen.ts';
import { calledOf, personOf, scopesAbout } from './lives.ts';
import { Missing } from './Missing.tsx';

/** The person's own page on a coach's phone, to look at together; it needs no signal. */
export function ShowKept({ params }: ScreenProps) {
  const id = params.id ?? '';
  const w = t.value.own;
  const also = useSignal(false);
  const person = personOf(id);
  const [scope = '', ...betweens] = scopesAbout(id);
  useAllSeen(person ? [scope, ...(also.value ? betweens : [])] : []);
  if (!person) return <Missing />;
  const say = (in_: string) => async (of: { kind: string; id: string }, words: string) => {
    const set = { of_kind: of.kind, of: of.id, words, how: 'told_us', on: today() };
    await save([{ scope: in_, kind: 'beside', id: newId(), set }]);
  };
  return (
    <Page
      title={w.kept.title}
      back={href('p', id)}
      backLabel={calledOf(id)}
      lead={w.kept.leadShown(calledOf(id))}
    >
      <KeptBack />
      {betweens.length > 0 && (
        <Switch
          label={w.kept.betweenShown}
          hint={w.kept.betweenText}
          on={also.value}
          onChange={on => {
            also.value = on;
          }}
        />
      )}
      {also.value &&
        betweens.map(one => {
          const items = itemsIn(one, 'b').filter(i => i.kind !== 'concern');
          const around = { person: id, items };
          const circle = record(one, 'between', one.slice('between:'.length))?.circle ?? [];
          return (
            <section class="part" key={one}>
              <h2>{w.kept.betweenWith(fmt.list(circle.map(a => whoIs(around, a))))}</h2>
              <Kept around={around} circle={[]} say={say(one)} hint={w.beside.hintBetween} />
            </section>
          );
        })}
      <Kept
        around={{ person: id, items: itemsIn(scope, 'p') }}
        circle={person.circle}
        say={say(scope)}
        hint={w.beside.told}
      />
    </Page>
  );
}
