import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Card, Part, Waiting } from '../../kit/index.ts';
import { api, session } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';

/** A story that its person lets commissioners read. */
interface Story {
  id: string;
  words: string[];
  what_it_teaches: string[];
  yes_on: string;
  own_hand: boolean;
}

/** Only in this page's memory: whoever takes a yes back must not be read from a cache. */
const stories = signal<Story[] | 'failed' | null>(null);

/** Asks anew which stories are open to the reader, each time the page appears. */
export function useStories(): void {
  useEffect(() => {
    if (session.peek()?.role !== 'commissioner') return;
    api<{ items: Story[] }>('GET', '/v1/stories').then(
      got => {
        stories.value = got.items;
      },
      () => {
        stories.value = 'failed';
      },
    );
    return () => {
      stories.value = null;
    };
  }, []);
}

/** All stories that are open to the reader. */
export function Stories() {
  const w = t.value.letter.stories;
  if (session.value?.role !== 'commissioner') return null;
  const all = stories.value;
  return (
    <Part title={w.title} id="fig-stories">
      <p>{w.intro}</p>
      {all === null && <Waiting text={t.value.figures.loading} />}
      {all === 'failed' && <p class="hint">{w.needsNetwork}</p>}
      {Array.isArray(all) && all.length === 0 && <p class="hint">{w.none}</p>}
      {Array.isArray(all) && all.map(story => <StoryCard key={story.id} story={story} />)}
    </Part>
  );
}

function StoryCard({ story }: { story: Story }) {
  const w = t.value.letter.stories;
  const day = fmt.day(story.yes_on);
  return (
    <Card>
      {story.words.map(text => (
        <p key={text} class="prose story-words">
          {text}
        </p>
      ))}
      {story.what_it_teaches.length > 0 && <h3 class="small-head">{w.teaches}</h3>}
      {story.what_it_teaches.map(text => (
        <p key={text} class="prose">
          {text}
        </p>
      ))}
      <p class="hint">{story.own_hand ? w.ownHand(day) : w.told(day)}</p>
    </Card>
  );
}

/** The story that a team set beside its answer, for as long as its person lets it be read. */
export function StoryBeside({ id }: { id: string }) {
  const w = t.value.letter.stories;
  const all = stories.value;
  if (!Array.isArray(all)) return null;
  const story = all.find(s => s.id === id);
  if (!story) return <p class="hint">{w.later}</p>;
  return (
    <blockquote class="beside">
      <p class="hint">{w.beside}</p>
      {story.words.map(text => (
        <p key={text} class="prose">
          {text}
        </p>
      ))}
    </blockquote>
  );
}
