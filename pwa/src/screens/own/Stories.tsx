import { useSignal } from '@preact/signals';
import { Button, Card, Choice, Empty, Fold, Line, List, ListItem, Part } from '../../kit/index.ts';
import { nameOf, records, type View } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { changedSince, type Standing, standing } from './consents.ts';
import { Frame } from './Frame.tsx';
import { consent, myScope } from './me.ts';

/** Who may read which story: the person's to give and to take back. */
export function Stories() {
  const w = t.value.own.stories;
  const stories = records(myScope(), 'story');
  return (
    <Frame title={w.title} lead={w.lead}>
      {stories.length === 0 && <Empty title={w.none} text={w.noneText} />}
      {stories.map(story => (
        <Story key={story.id} story={story} />
      ))}
      <Talking />
    </Frame>
  );
}

function whoWords(whom: string): string {
  return t.value.own.stories.audiences[whom] ?? nameOf(whom);
}

function Story({ story }: { story: View<'story'> }) {
  const w = t.value.own.stories;
  const said = standing(myScope(), 'story', story.id);
  const named = said.map(s => s.whom);
  const audiences = [...new Set([...Object.keys(w.audiences), ...named])];
  const status = useSignal('');
  const set = async (whom: string, given: boolean) => {
    await consent({ to: 'story', story: story.id, whom, given });
    status.value = w.saved;
  };
  return (
    <Card>
      <p class="quote">{story.words.text}</p>
      {story.what_it_teaches.text && (
        <p>
          {`${w.teaches}: `}
          <span class="quote">{story.what_it_teaches.text}</span>
        </p>
      )}
      {audiences.map(whom => {
        const now = said.find(s => s.whom === whom);
        const changed = now?.given ? changedSince(now, story) : '';
        return (
          <Choice<'yes' | 'no'>
            key={whom}
            label={w.who(whoWords(whom))}
            hint={stateWords(now, changed)}
            options={[
              { value: 'yes', label: w.yes },
              { value: 'no', label: w.no },
            ]}
            value={!now || changed ? null : now.given ? 'yes' : 'no'}
            onChoose={value => void set(whom, value === 'yes')}
          />
        );
      })}
      <p role="status" class="item-note">
        {said.some(s => s.given && changedSince(s, story)) ? '' : status.value}
      </p>
      <More onAdd={whom => set(whom, true)} />
    </Card>
  );
}

function stateWords(now: Standing | undefined, changed: string): string {
  const w = t.value.own.stories;
  if (!now) return w.unsaid;
  if (changed) return w.saidBefore(fmt.day(now.day), fmt.day(changed));
  return now.given ? w.saidYes(fmt.day(now.day)) : w.saidNo(fmt.day(now.day));
}

function More({ onAdd }: { onAdd: (whom: string) => Promise<void> }) {
  const w = t.value.own.stories;
  const whom = useSignal('');
  const missing = useSignal(false);
  const add = () => {
    missing.value = whom.value.trim() === '';
    if (missing.value) return;
    void onAdd(whom.value.trim());
    whom.value = '';
  };
  return (
    <Fold title={w.more} icon="add">
      <Line
        label={w.more}
        hint={w.moreHint}
        value={whom.value}
        error={missing.value ? w.moreMissing : undefined}
        onInput={value => {
          whom.value = value;
        }}
        onEnter={add}
      />
      <Button onClick={add}>{w.moreAdd}</Button>
    </Fold>
  );
}

/** Whom the people alongside may talk with about the person. */
function Talking() {
  const w = t.value.own.stories;
  const said = standing(myScope(), 'share');
  if (said.length === 0) return null;
  return (
    <Part title={w.talking}>
      <p>{w.talkingText}</p>
      <List>
        {said.map(one => (
          <ListItem
            key={one.whom}
            title={w.file(nameOf(one.whom), one.given)}
            note={fmt.day(one.day)}
            side={
              <Button
                label={`${one.given ? w.takeBack : w.giveAgain}: ${nameOf(one.whom)}`}
                onClick={() => void consent({ to: 'share', whom: one.whom, given: !one.given })}
              >
                {one.given ? w.takeBack : w.giveAgain}
              </Button>
            }
          />
        ))}
      </List>
    </Part>
  );
}
