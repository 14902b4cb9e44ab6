import './kept.css';
import { useState } from 'preact/hooks';
import { Button, Card, Empty, Fold, Part } from '../../kit/index.ts';
import { session } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { dayOf } from '../coach/days.ts';
import { SayBeside } from './SayBeside.tsx';
import { TheirWords } from './TheirWords.tsx';
import { type Around, type Line, type Telling, telling, tellings, whoIs } from './telling.ts';

const page = 30;

/** How the person's words get beside a record; undefined where they cannot from here. */
export type Saying = (of: { kind: string; id: string }, words: string) => Promise<void>;

/** What one scope keeps about somebody, as it is told to them: by day, newest first. */
export function Kept(props: {
  around: Around;
  circle: string[];
  /** Left out where the record is only read. */
  say?: Saying;
  hint: string;
}) {
  const { around } = props;
  const words = t.value.own.kept;
  const [shown, setShown] = useState(page);
  const all = tellings(around);
  const here = all.filter(one => !one.gone);
  const gone = all.filter(one => one.gone);
  const person = around.items.find(i => i.kind === 'person');
  return (
    <>
      {person && (
        <Part title={words.about}>
          <One {...props} one={telling(around, person, person, [person])} bare />
        </Part>
      )}
      {props.circle.length > 0 && (
        <p class="kept-circle">
          <strong>{words.circle}:</strong> {fmt.list(props.circle.map(a => whoIs(around, a)))}
        </p>
      )}
      {!person && all.length === 0 && <Empty title={words.nothing} text={words.nothingText} />}
      <Days {...props} all={here.slice(0, shown)} />
      {here.length > shown && (
        <Button wide onClick={() => setShown(shown + page * 2)}>
          {words.more(Math.min(here.length - shown, page * 2))}
        </Button>
      )}
      {gone.length > 0 && (
        <Fold title={words.removed} note={words.removedText} icon="bin">
          <Days {...props} all={gone} />
        </Fold>
      )}
    </>
  );
}

interface DaysProps {
  around: Around;
  all: Telling[];
  say?: Saying;
  hint: string;
}

function Days({ all, ...props }: DaysProps) {
  const days = new Map<string, Telling[]>();
  for (const one of all) days.set(one.day, [...(days.get(one.day) ?? []), one]);
  return (
    <>
      {[...days].map(([day, list]) => (
        <section class="kept-day" key={day}>
          <h2 class="kept-day-name">{fmt.dayLong(day)}</h2>
          {list.map(one => (
            <One key={one.id} {...props} one={one} />
          ))}
        </section>
      ))}
    </>
  );
}

function One(props: { around: Around; one: Telling; say?: Saying; hint: string; bare?: boolean }) {
  const { around, one, say } = props;
  const words = t.value.own.kept;
  return (
    <Card>
      <article class="kept-one">
        {!props.bare && <h3>{one.title}</h3>}
        <Lines lines={one.lines} />
        <p class="item-note">{wrote(around, one)}</p>
        {one.before.length > 0 && (
          <Fold title={words.before}>
            {one.before.map((lines, i) => (
              <Lines key={i} lines={lines} />
            ))}
          </Fold>
        )}
        {say ? (
          <SayBeside
            beside={one.beside}
            about={one.title}
            hint={props.hint}
            say={text => say({ kind: one.kind, id: one.id }, text)}
          />
        ) : (
          <TheirWords beside={one.beside} title={t.value.own.beside.title} />
        )}
      </article>
    </Card>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  return (
    <>
      {lines.map((line, i) =>
        line.label ? (
          <p key={i} class="prose">
            <strong>{line.label}:</strong> {line.texts.join('; ')}
          </p>
        ) : (
          line.texts.map((text, j) => (
            <p key={`${i}/${j}`} class="prose kept-words">
              {text}
            </p>
          ))
        ),
      )}
    </>
  );
}

function wrote(around: Around, one: Telling): string {
  const words = t.value.own.kept;
  const who = (id: string | null) =>
    id !== null && id === session.value?.member && session.value.role === 'person'
      ? words.you
      : whoIs(around, id ? `member:${id}` : '');
  const first = words.wrote(who(one.by), fmt.day(dayOf(one.madeAt)));
  const same = dayOf(one.changedAt) === dayOf(one.madeAt) && one.changedBy === one.by;
  const last = same ? '' : ` ${words.changed(who(one.changedBy), fmt.day(dayOf(one.changedAt)))}.`;
  return `${first}.${last}`;
}

/** What is said to everybody alike, whether anything is kept back or not. */
export function KeptBack() {
  const words = t.value.own.kept;
  return (
    <Fold title={words.keptBack}>
      <p>{words.keptBackText}</p>
    </Fold>
  );
}
