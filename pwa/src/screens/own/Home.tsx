import { href } from '../../app/route.ts';
import {
  Card,
  Judged,
  type Judgement,
  LinkButton,
  List,
  ListItem,
  Part,
  Row,
} from '../../kit/index.ts';
import type { View } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { dayOf } from '../coach/days.ts';
import { current } from '../coach/settled.ts';
import { answersOf, goalsOf } from '../hand/answers.ts';
import { Frame } from './Frame.tsx';
import { myScope, myself } from './me.ts';

/** A person's home: what they want to do first, then what they have a say in. */
export function Home() {
  const w = t.value.own.home;
  const called = myself()?.called.text;
  return (
    <Frame home title={called ? w.hello(called) : w.title} lead={w.lead}>
      <Goals />
      <Part title={w.yours}>
        <List>
          <ListItem href={href('own', 'kept')} icon="known" title={w.kept} note={w.keptHint} />
          <ListItem href={href('own', 'seen')} icon="people" title={w.seen} note={w.seenHint} />
          <ListItem
            href={href('own', 'stories')}
            icon="story"
            title={w.stories}
            note={w.storiesHint}
          />
          <ListItem
            href={href('own', 'figures')}
            icon="figures"
            title={w.figures}
            note={w.figuresHint}
          />
          <ListItem href={href('own', 'ask')} icon="contact" title={w.ask} note={w.askHint} />
        </List>
      </Part>
    </Frame>
  );
}

const mine = (a: View<'assessment'>): Judgement => ({
  id: a.id,
  on: a.on ?? dayOf(a.madeAt),
  howFar: a.how_far,
  done: a.done,
  who: a.by === 'together' ? t.value.own.labels.choices.together : t.value.own.kept.you,
  words: a.words,
});

function Goals() {
  const w = t.value.own.home;
  const scope = myScope();
  const goals = goalsOf(scope);
  return (
    <Part title={w.goals}>
      {goals.length === 0 && <p>{w.noGoals}</p>}
      {goals.map(goal => {
        const own = current(answersOf(scope, goal.id));
        return (
          <Card key={goal.id} tone="warm">
            <div class="own-goal">
              <h3 class="quote">{goal.words.text}</h3>
              {own.length > 0 ? (
                <Judged title={goal.words.text} judged={own.map(mine)} />
              ) : (
                <p class="item-note">{w.notSaid}</p>
              )}
            </div>
          </Card>
        );
      })}
      <Row>
        <LinkButton href={href('own', 'goals')} kind="primary">
          {goals.length > 0 ? w.say : w.sayFirst}
        </LinkButton>
      </Row>
    </Part>
  );
}
