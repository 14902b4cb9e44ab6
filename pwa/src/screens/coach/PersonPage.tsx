import '../../style/life.css';
import { href, type ScreenProps } from '../../app/route.ts';
import { query } from '../../app/router.ts';
import { Fold, LinkButton, List, ListItem, Page, Part, Row, SaveBar } from '../../kit/index.ts';
import { fmt } from '../../words/index.ts';
import { useAllSeen } from '../seen/useSeen.ts';
import { kindsToAdd } from './adding.ts';
import { Due } from './Due.tsx';
import { calledOf, personOf, scopesAbout, whoIs } from './lives.ts';
import { Missing } from './Missing.tsx';
import { Money } from './Money.tsx';
import { Changed, Gains, Goals, Helping, Strengths } from './PersonParts.tsx';
import { PersonPromises } from './PersonPromises.tsx';
import { TheySay } from './TheySay.tsx';
import { Timeline } from './Timeline.tsx';
import { personSides } from './TwoSides.tsx';
import type { Filter } from './timeline.ts';
import { w } from './words.ts';

/** A person: strengths above everything that is hard, and one timeline of it all. */
export function PersonPage({ params }: ScreenProps) {
  const id = params.id ?? '';
  const words = w.value.person;
  const person = personOf(id);
  useAllSeen(person ? scopesAbout(id) : []);
  if (!person) return <Missing />;
  const filter = query.value.get('show') as Filter | null;
  return (
    <Page
      title={calledOf(id)}
      back="#/"
      backLabel={words.people}
      lead={person.left_on ? words.movedOn(fmt.day(person.left_on)) : undefined}
    >
      <Due id={id} />
      {personSides(person)}
      <Matters id={id} />
      <Strengths person={id} />
      <Goals person={id} />
      <PersonPromises person={id} />
      <Changed person={id} />
      <Gains person={id} />
      <Money person={id} />
      <Helping person={id} />
      <AboutThem id={id} />
      <Part title={words.timeline} id="timeline">
        <Timeline key={filter} person={id} start={filter} />
      </Part>
      <SaveBar>
        <LinkButton href={href('p', id, 'visit')} kind="primary" icon="visit">
          {words.logVisit}
        </LinkButton>
        <LinkButton href={href('hand', id)} label={words.handOver}>
          {words.handOverShort}
        </LinkButton>
      </SaveBar>
    </Page>
  );
}

function Matters({ id }: { id: string }) {
  const words = w.value.person;
  const person = personOf(id);
  const matters = person?.matters.text;
  const good = person?.good_life.text;
  return (
    <div class="matters">
      <h2>{words.matters}</h2>
      {matters ? <p class="quote">{matters}</p> : <p class="item-note">{words.noMatters}</p>}
      {good && (
        <>
          <h3>{w.value.fields.good_life}</h3>
          <p class="quote">{good}</p>
        </>
      )}
      {!matters && (
        <Row>
          <LinkButton href={href('p', id, 'edit')} icon="edit">
            {words.writeIt}
          </LinkButton>
        </Row>
      )}
    </div>
  );
}

/** What is good to know, who can see it all, and everything else that can be added. */
function AboutThem({ id }: { id: string }) {
  const words = w.value;
  const person = personOf(id);
  if (!person) return null;
  const told = (['good_to_know', 'reach', 'how_we_met', 'afterwards'] as const).filter(
    f => person[f].text !== '',
  );
  return (
    <Part title={words.person.about}>
      {told.map(field => (
        <div key={field}>
          <h3>{words.fields[field]}</h3>
          <p class="prose">{person[field].text}</p>
        </div>
      ))}
      <TheySay scope={person.scope} ids={[id]} />
      <List>
        <ListItem
          href={href('p', id, 'circle')}
          icon="people"
          title={words.person.circle}
          note={fmt.list(person.circle.map(whoIs))}
        />
        <ListItem href={href('p', id, 'own')} icon="person" title={words.theirs.give} />
        <ListItem href={href('p', id, 'kept')} icon="known" title={words.theirs.show} />
        <ListItem href={href('p', id, 'seen')} icon="eye" title={words.person.whoHasSeen} />
        <ListItem href={href('p', id, 'edit')} icon="edit" title={words.person.edit} />
        <ListItem href={href('p', id, 'removed')} icon="bin" title={words.person.removed} />
      </List>
      <Fold title={words.person.more} icon="add">
        <ul class="adds">
          {kindsToAdd.map(kind => (
            <li key={kind}>
              <a class="add-link" href={href('p', id, 'add', kind)}>
                {words.addA[kind]}
              </a>
            </li>
          ))}
        </ul>
      </Fold>
    </Part>
  );
}
