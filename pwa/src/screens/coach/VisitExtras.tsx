import { useState } from 'preact/hooks';
import {
  Button,
  Chips,
  Choice,
  DayInput,
  Fold,
  type FormProblem,
  Line,
  Row,
  Switch,
  TextBox,
} from '../../kit/index.ts';
import { session } from '../../model/index.ts';
import { fmt } from '../../words/index.ts';
import { ActorChips, ActorPick } from './Actors.tsx';
import { sayDay } from './days.ts';
import { YesNo } from './FieldInput.tsx';
import { about, whoIs } from './lives.ts';
import { Several } from './Several.tsx';
import { SpendFields } from './SpendFields.tsx';
import { hasMoney, noAsked, noChange, type VisitDraft } from './visitDraft.ts';
import { w } from './words.ts';

interface ExtrasProps {
  person: string;
  visit: VisitDraft;
  change: (part: Partial<VisitDraft>) => void;
  problems: FormProblem[];
}

/** Everything of a visit but its story, folded; each fold says what it holds already. */
export function VisitExtras(props: ExtrasProps) {
  const words = w.value.visit;
  const { visit, problems, change, person } = props;
  const currency = session.value?.place.currency ?? 'GBP';
  const sum = visit.money.minor_units as number | null | undefined;
  return (
    <div class="folds">
      <p class="hint">{words.add}</p>
      <Fold
        title={words.money}
        icon="money"
        note={hasMoney(visit) && sum ? fmt.money(sum, currency) : undefined}
        open={hasMoney(visit)}
      >
        <SpendFields
          person={person}
          values={visit.money}
          onChange={money => change({ money })}
          problems={problems}
          inVisit
        />
      </Fold>
      <PromiseFold {...props} />
      <StrengthFold {...props} />
      <GoalFold {...props} />
      <AskedFold {...props} />
      <ChangeFold {...props} />
      <WhenFold {...props} />
      <RestFold {...props} />
    </div>
  );
}

/** "Mina, Sam" or nothing: what a shut fold says of its contents. */
const inShort = (parts: string[]) => parts.filter(Boolean).join(', ') || undefined;

function PromiseFold({ person, visit, change }: ExtrasProps) {
  const words = w.value;
  const me = `member:${session.value?.member}`;
  return (
    <Fold
      title={words.visit.promise}
      icon="promise"
      note={inShort(visit.promised.map(p => p.words))}
    >
      <Several
        items={visit.promised}
        blank={{ words: '', day: null, who: me }}
        onChange={promised => change({ promised })}
      >
        {(promise, set) => (
          <>
            <Line
              label={words.fieldsOf['thread.words'] ?? ''}
              value={promise.words}
              onInput={text => set({ words: text })}
            />
            <DayInput
              label={words.fields.promised_for}
              value={promise.day}
              onChange={day => set({ day })}
            />
            <ActorPick
              label={words.fields.who_has_it}
              person={person}
              value={promise.who}
              onChange={who => set({ who })}
              us
            />
          </>
        )}
      </Several>
    </Fold>
  );
}

function StrengthFold({ person, visit, change }: ExtrasProps) {
  const words = w.value.visit;
  const strengths = about(person, 'strength');
  const chosen = strengths.filter(s => visit.strengths.includes(s.id)).map(s => s.words.text);
  const [typed, setTyped] = useState('');
  const add = () => {
    if (typed.trim()) change({ newStrengths: [...visit.newStrengths, typed.trim()] });
    setTyped('');
  };
  const own = visit.newStrengths.map((s, i) => ({ value: `new-${i}`, label: s }));
  return (
    <Fold
      title={words.strengths}
      icon="strength"
      note={inShort([...chosen, ...visit.newStrengths])}
    >
      {strengths.length + own.length > 0 && (
        <Chips
          label={words.strengths}
          quiet
          options={[...strengths.map(s => ({ value: s.id, label: s.words.text })), ...own]}
          values={[...visit.strengths, ...own.map(o => o.value)]}
          onChange={values =>
            change({
              strengths: values.filter(v => !v.startsWith('new-')),
              newStrengths: visit.newStrengths.filter((_, i) => values.includes(`new-${i}`)),
            })
          }
        />
      )}
      <Line label={words.newStrength} value={typed} onInput={setTyped} onEnter={add} />
      {typed.trim() !== '' && (
        <Row>
          <Button icon="add" onClick={add}>
            {w.value.person.addStrength}
          </Button>
        </Row>
      )}
    </Fold>
  );
}

function GoalFold({ person, visit, change }: ExtrasProps) {
  const goals = about(person, 'goal').filter(g => !g.set_aside_on);
  if (goals.length === 0) return null;
  const words = w.value.visit;
  const chosen = goals.filter(g => visit.goals.includes(g.id)).map(g => g.words.text);
  return (
    <Fold title={words.goals} icon="goal" note={inShort(chosen)}>
      <Chips
        label={words.goals}
        quiet
        stacked
        options={goals.map(g => ({ value: g.id, label: g.words.text }))}
        values={visit.goals}
        onChange={value => change({ goals: value })}
      />
    </Fold>
  );
}

function AskedFold({ person, visit, change }: ExtrasProps) {
  const words = w.value;
  return (
    <Fold
      title={words.visit.contact}
      icon="contact"
      note={inShort(visit.asked.map(a => (a.actor ? whoIs(a.actor) : a.asked)))}
    >
      <Several items={visit.asked} blank={noAsked} onChange={asked => change({ asked })}>
        {(asked, set) => (
          <>
            <ActorPick
              label={words.fields.actor}
              person={person}
              value={asked.actor}
              onChange={actor => set({ actor })}
            />
            <Line
              label={words.fields.asked}
              value={asked.asked}
              onInput={text => set({ asked: text })}
            />
            <Choice
              label={words.visit.answeredIt}
              options={[
                { value: 'yes', label: words.yes },
                { value: 'not_yet', label: words.visit.notYet },
              ]}
              value={asked.answeredIt}
              onChoose={answeredIt => set({ answeredIt: answeredIt as 'yes' | 'not_yet' | null })}
              clears
            />
            {asked.answeredIt === 'yes' && (
              <Line
                label={words.fields.answered}
                value={asked.answered}
                onInput={answered => set({ answered })}
              />
            )}
            <ActorPick
              label={words.fields.handed_on_to}
              person={person}
              value={asked.handedOn}
              onChange={handedOn => set({ handedOn })}
            />
          </>
        )}
      </Several>
    </Fold>
  );
}

function ChangeFold({ visit, change }: ExtrasProps) {
  const words = w.value;
  return (
    <Fold
      title={words.visit.changed}
      icon="changed"
      note={inShort(visit.changed.map(c => c.words))}
    >
      <Several items={visit.changed} blank={noChange} onChange={changed => change({ changed })}>
        {(changed, set) => (
          <>
            <Line
              label={words.fieldsOf['change_seen.words'] ?? ''}
              value={changed.words}
              onInput={text => set({ words: text })}
            />
            <Switch
              label={words.person.firstTime}
              on={changed.first}
              onChange={first => set({ first })}
            />
          </>
        )}
      </Several>
    </Fold>
  );
}

function WhenFold({ person, visit, change }: ExtrasProps) {
  const words = w.value;
  const where = about(person, 'visit').map(v => v.where.text);
  return (
    <Fold
      title={words.visit.when}
      icon="day"
      note={inShort([visit.on ? sayDay(visit.on) : '', visit.where])}
    >
      <DayInput label={words.fields.on} value={visit.on} onChange={on => change({ on })} />
      <Line
        label={words.fields.where}
        value={visit.where}
        onInput={text => change({ where: text })}
        suggestions={[...new Set(where.filter(Boolean))]}
      />
      <ActorChips
        label={words.visit.who}
        values={visit.with}
        person={person}
        onChange={value => change({ with: value })}
      />
    </Fold>
  );
}

function RestFold({ visit, change }: ExtrasProps) {
  const words = w.value.visit;
  return (
    <Fold title={words.rest} icon="more" note={inShort([visit.theirWords])}>
      <TextBox
        label={words.theirWords}
        value={visit.theirWords}
        onInput={theirWords => change({ theirWords })}
        rows={2}
      />
      <YesNo label={words.right} value={visit.right} onChange={right => change({ right })} />
    </Fold>
  );
}
