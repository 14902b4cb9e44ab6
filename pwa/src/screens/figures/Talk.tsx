import { href } from '../../app/route.ts';
import { Card } from '../../kit/index.ts';
import { record, session } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { Say } from './Say.tsx';
import { StoryBeside } from './Stories.tsx';
import { ask, type Remark, reply, type Talk as TalkOf, talksAbout } from './talk.ts';

/** What was asked about one figure and what teams say to it, with room to ask. */
export function Talk({ about, of }: { about: string; of: string }) {
  const w = t.value.letter.talk;
  return (
    <>
      {talksAbout(about).map(talk => (
        <OneTalk key={talk.id} talk={talk} />
      ))}
      <Say
        name={about.replaceAll(':', '-')}
        title={w.ask}
        about={of}
        hint={w.askHint}
        button={w.send}
        done={w.sent}
        send={words => ask(about, words)}
      />
    </>
  );
}

function OneTalk({ talk }: { talk: TalkOf }) {
  const w = t.value.letter.talk;
  return (
    <Card tone="warm">
      <Words of={talk} line={w.asked(whoOf(talk), fmt.day(talk.on))} />
      {talk.answers.length === 0 && <p class="hint">{w.open}</p>}
      {talk.answers.map(remark => (
        <div key={remark.id} class="remark">
          <Words of={remark} line={w.said(whoOf(remark), fmt.day(remark.on))} />
          {remark.reflection && <ReflectionBeside id={remark.reflection} />}
          {remark.story && <StoryBeside id={remark.story} />}
        </div>
      ))}
      {session.value?.role === 'coach' ? (
        <p class="no-print">
          <a href={href('alliance', 'questions', talk.id)}>{w.answerHere}</a>
        </p>
      ) : (
        <Say
          name={talk.id}
          title={w.reply}
          about={talk.words}
          hint={w.replyHint}
          button={w.replySend}
          done={w.sent}
          send={words => reply(talk.id, words)}
        />
      )}
    </Card>
  );
}

export function Words({ of, line }: { of: Remark; line: string }) {
  return (
    <div>
      <p class="prose">{of.words}</p>
      <p class="hint">{line}</p>
    </div>
  );
}

export function whoOf(remark: Remark): string {
  return remark.mine ? t.value.letter.talk.you : remark.by.name || t.value.shell.somebody;
}

/** What a team shared with the alliance, read beside its answer. */
function ReflectionBeside({ id }: { id: string }) {
  const it = record('place', 'reflection', id);
  if (!it || it.gone) return null;
  const w = t.value.letter.talk;
  const parts = ['worked', 'did_not', 'dont_know', 'learnt', 'next_try'] as const;
  return (
    <blockquote class="beside">
      <p class="hint">{w.reflection}</p>
      {parts.map(
        part =>
          it[part]?.text && (
            <p key={part}>
              {`${w.shared[part]}: `}
              {it[part].text}
            </p>
          ),
      )}
    </blockquote>
  );
}
