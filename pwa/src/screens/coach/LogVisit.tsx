import '../../style/life.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { href, type ScreenProps } from '../../app/route.ts';
import { go } from '../../app/router.ts';
import {
  Button,
  ErrorSummary,
  errorOf,
  type FormProblem,
  Notice,
  Page,
  SaveBar,
  Switch,
  TextBox,
} from '../../kit/index.ts';
import { draft as draftOf, record, session, today } from '../../model/index.ts';
import { calledOf, myBetween, personOf, personScope } from './lives.ts';
import { Missing } from './Missing.tsx';
import { likelyPot, potsFor } from './pots.ts';
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
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<VisitDraft>) => draft.set({ ...draft.value.value, ...part });

  const saveVisit = async () => {
    const found = problemsIn(draft.value.value);
    setProblems(found);
    if (found.length > 0 || busy) return;
    setBusy(true);
    const writes = visitWrites(draft.value.value, {
      person,
      me: session.value?.member ?? '',
      currency: session.value?.place.currency ?? 'GBP',
      between: myBetween(person),
    });
    const wrong = await keep(writes);
    setBusy(false);
    if (wrong) setProblems(wrong);
    else await leave();
  };
  const leave = async () => {
    await draft.clear();
    go(href('p', person), { replace: true });
  };

  return (
    <Page title={words.title(name)} back={href('p', person)} backLabel={name} keepFocus>
      <ErrorSummary problems={problems} />
      <form
        class="form"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          saveVisit();
        }}
      >
        {began && (
          <Notice icon="saved">
            {words.began}{' '}
            <Button kind="quiet" onClick={() => draft.set(begin(person))}>
              {words.afresh}
            </Button>
          </Notice>
        )}
        <TextBox
          label={words.what}
          hint={words.whatHint}
          name="story"
          value={visit.story}
          onInput={story => change({ story })}
          rows={5}
          big
          autofocus
          error={errorOf(problems, 'story')}
        />
        <VisitExtras person={person} visit={visit} change={change} problems={problems} />
        <Switch
          label={words.between}
          hint={words.betweenHint(name)}
          on={visit.between}
          onChange={between => change({ between })}
        />
        <SaveBar>
          <Button kind="primary" type="submit" wide busy={busy}>
            {words.saveVisit}
          </Button>
        </SaveBar>
      </form>
    </Page>
  );
}

function problemsIn(visit: VisitDraft): FormProblem[] {
  if (isBlank(visit)) return [{ field: 'story', text: w.value.problems.nothing }];
  return spendProblems(visit.money);
}
