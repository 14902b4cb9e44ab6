import '../../style/life.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { href, type ScreenProps } from '../../app/route.ts';
import { onwards } from '../../app/router.ts';
import {
  Button,
  errorOf,
  type FormProblem,
  Notice,
  Page,
  Switch,
  TextBox,
} from '../../kit/index.ts';
import { type Draft, draft as draftOf, record, session, today } from '../../model/index.ts';
import { calledOf, myBetween, personOf, personScope } from './lives.ts';
import { Missing } from './Missing.tsx';
import { likelyPot, potsFor } from './pots.ts';
import { SaveForm } from './SaveForm.tsx';
import { spendProblems } from './SpendFields.tsx';
import { keep } from './saving.ts';
import { VisitExtras } from './VisitExtras.tsx';
import { isBlank, newVisit, type VisitDraft, visitWrites } from './visitDraft.ts';
import { w } from './words.ts';

/** A visit: the story first, everything else folded away and optional. */
export function LogVisit({ params }: ScreenProps) {
  const person = params.id ?? '';
  if (!personOf(person)) return <Missing />;
  return <VisitForm key={person} person={person} />;
}

function begin(person: string): VisitDraft {
  const fresh = newVisit(today(), session.peek()?.member ?? '');
  const pot = likelyPot(potsFor(person));
  return pot === null ? fresh : { ...fresh, money: { pot } };
}

/** The draft, or a new one where the one that is kept was saved already. */
function useVisit(person: string) {
  const draft = useMemo(() => draftOf<VisitDraft>(`visit/${person}`, begin(person)), [person]);
  const kept = draft.value.value;
  const saved = record(personScope(person), 'visit', kept.id) !== undefined;
  useEffect(() => {
    if (saved) draft.set(begin(person));
  }, [saved, draft, person]);
  return draft;
}

function VisitForm({ person }: { person: string }) {
  const words = w.value.visit;
  const name = calledOf(person);
  const draft = useVisit(person);
  const visit = draft.value.value;
  const [began] = useState(() => !isBlank(visit));
  const change = (part: Partial<VisitDraft>) => draft.set({ ...draft.value.value, ...part });
  return (
    <Page title={words.title(name)} back={href('p', person)} backLabel={name} keepFocus>
      <SaveForm
        saveWords={words.saveVisit}
        check={() => problemsIn(draft.value.value)}
        save={() => keepVisit(person, draft)}
      >
        {problems => (
          <>
            {began && <Began afresh={() => draft.set(begin(person))} />}
            <Story visit={visit} change={change} problems={problems} />
            <VisitExtras person={person} visit={visit} change={change} problems={problems} />
            <Switch
              label={words.between}
              hint={words.betweenHint(name)}
              on={visit.between}
              onChange={between => change({ between })}
            />
          </>
        )}
      </SaveForm>
    </Page>
  );
}

/** Everything of it in one save; then back to the person. */
async function keepVisit(person: string, draft: Draft<VisitDraft>): Promise<FormProblem[] | null> {
  const on = onwards();
  const writes = visitWrites(draft.value.value, {
    person,
    me: session.value?.member ?? '',
    currency: session.value?.place.currency ?? 'GBP',
    between: myBetween(person),
  });
  const wrong = await keep(writes);
  if (wrong) return wrong;
  await draft.clear();
  on(href('p', person));
  return null;
}

function Began({ afresh }: { afresh: () => void }) {
  const words = w.value.visit;
  return (
    <Notice icon="saved">
      {words.began}{' '}
      <Button kind="quiet" onClick={afresh}>
        {words.afresh}
      </Button>
    </Notice>
  );
}

function Story(props: {
  visit: VisitDraft;
  change: (part: Partial<VisitDraft>) => void;
  problems: FormProblem[];
}) {
  const words = w.value.visit;
  return (
    <TextBox
      label={words.what}
      hint={words.whatHint}
      name="story"
      value={props.visit.story}
      onInput={story => props.change({ story })}
      rows={5}
      big
      autofocus
      error={errorOf(props.problems, 'story')}
    />
  );
}

function problemsIn(visit: VisitDraft): FormProblem[] {
  if (isBlank(visit)) return [{ field: 'story', text: w.value.problems.nothing }];
  return spendProblems(visit.money);
}
