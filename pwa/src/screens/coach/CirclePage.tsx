import '../../style/life.css';
import { useState } from 'preact/hooks';
import { href, type ScreenProps } from '../../app/route.ts';
import { Button, Line, List, ListItem, Notice, Page, Part } from '../../kit/index.ts';
import { session } from '../../model/index.ts';
import { circleChoices } from './AddPerson.tsx';
import { calledOf, personOf, personScope, whoIs } from './lives.ts';
import { Missing } from './Missing.tsx';
import { keepWithUndo } from './saving.ts';
import { w } from './words.ts';

const few = 8;

/** The people who can see a person: put in, take out, but never the last one. */
export function CirclePage({ params }: ScreenProps) {
  const id = params.id ?? '';
  const person = personOf(id);
  const words = w.value.circle;
  if (!person) return <Missing />;
  const { circle } = person;
  const me = `member:${session.value?.member}`;
  return (
    <Page
      title={words.title}
      lead={words.lead(calledOf(id))}
      back={href('p', id)}
      backLabel={calledOf(id)}
    >
      <List label={words.title}>
        {circle.map(actor => (
          <ListItem
            key={actor}
            icon={actor.startsWith('team:') ? 'people' : 'person'}
            title={whoIs(actor)}
            note={actor.startsWith('team:') ? words.team : actor === me ? words.you : undefined}
            side={circle.length > 1 && <TakeOut id={id} actor={actor} />}
          />
        ))}
      </List>
      {circle.length === 1 && <Notice icon="heed">{words.last}</Notice>}
      {circle.length > 1 && circle.includes(me) && <p class="hint">{words.yourself}</p>}
      <Part title={words.addTitle}>
        <AddToCircle id={id} circle={circle} />
      </Part>
    </Page>
  );
}

function TakeOut({ id, actor }: { id: string; actor: string }) {
  const words = w.value.circle;
  const name = whoIs(actor);
  return (
    <Button
      kind="quiet"
      label={words.takeOutOf(name)}
      onClick={() =>
        keepWithUndo(
          [{ scope: personScope(id), kind: 'person', id, drop: { circle: [actor] } }],
          words.taken(name),
        )
      }
    >
      {words.takeOut}
    </Button>
  );
}

function AddToCircle({ id, circle }: { id: string; circle: string[] }) {
  const words = w.value;
  const [typed, setTyped] = useState('');
  const wanted = circleChoices()
    .filter(a => !circle.includes(a))
    .filter(a => whoIs(a).toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase()));
  const add = (actor: string) => {
    setTyped('');
    keepWithUndo(
      [{ scope: personScope(id), kind: 'person', id, add: { circle: [actor] } }],
      words.circle.added(whoIs(actor)),
    );
  };
  return (
    <>
      <Line label={words.home.search} type="search" value={typed} onInput={setTyped} />
      {wanted.length === 0 && <p class="item-note">{words.circle.nobody}</p>}
      <div class="chips">
        {wanted.slice(0, few).map(actor => (
          <button type="button" class="pick" key={actor} onClick={() => add(actor)}>
            {whoIs(actor)}
          </button>
        ))}
      </div>
    </>
  );
}
