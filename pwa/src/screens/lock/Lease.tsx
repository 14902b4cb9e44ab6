import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { go } from '../../app/router.ts';
import {
  Button,
  ErrorSummary,
  errorOf,
  type FormProblem,
  Line,
  Notice,
  Page,
  Part,
  Row,
  say,
  TextBox,
} from '../../kit/index.ts';
import { draft, newId, save, session, status, syncNow, today } from '../../model/index.ts';
import { leaseDays } from '../../model/lease.ts';
import { t } from '../../words/index.ts';
import { keepForLater, laterOnes, named } from './waitingVisits.ts';

/** Out of touch for too long: nothing that is stored is shown, new words are taken, all is sent. */
export function Lease() {
  const words = t.value.lock.lease;
  const { waiting } = status.value;
  useEffect(
    () => () => {
      if (laterOnes().length > 0) go('#/later');
    },
    [],
  );
  return (
    <Page title={words.title}>
      <p>{words.text(leaseDays)}</p>
      {waiting > 0 && <p>{words.waiting(waiting)}</p>}
      <Look />
      {session.value?.role === 'coach' && (
        <Part title={words.visit}>
          <Visit />
        </Part>
      )}
    </Page>
  );
}

function Look() {
  const words = t.value.lock.lease;
  const busy = useSignal(false);
  const still = useSignal(false);
  const look = async () => {
    busy.value = true;
    await syncNow();
    busy.value = false;
    still.value = true;
  };
  return (
    <>
      {still.value && (
        <Notice icon="offline" live>
          {words.still}
        </Notice>
      )}
      <Row>
        <Button busy={busy.value} onClick={() => void look()}>
          {busy.value ? words.trying : words.try}
        </Button>
      </Row>
    </>
  );
}

interface Typed {
  who: string;
  story: string;
}

/** Saved with whom it was with, where this phone knows that name; else until they can be chosen. */
function Visit() {
  const words = t.value.lock.lease;
  const typed = draft<Typed>('lease-visit', { who: '', story: '' });
  const problems = useSignal<FormProblem[]>([]);
  const { who, story } = typed.value.value;
  const keep = async (event: Event) => {
    event.preventDefault();
    const { who, story } = typed.value.peek();
    problems.value = story.trim() === '' ? [{ field: 'story', text: words.noStory }] : [];
    if (problems.value.length > 0) return;
    try {
      const scope = named(who);
      const set = { on: today(), story: story.trim() };
      if (scope) await save([{ scope, kind: 'visit', id: newId(), set }]);
      else await keepForLater({ who: who.trim(), ...set });
      await typed.clear();
      say(scope ? words.saved : words.later);
    } catch (e) {
      const full = (e as { code?: string }).code === 'full';
      problems.value = [{ text: full ? words.full : t.value.lock.failed }];
    }
  };
  return (
    <form class="form" onSubmit={keep} noValidate>
      <ErrorSummary problems={problems.value} />
      <Line
        name="who"
        label={words.who}
        hint={words.whoHint}
        value={who}
        onInput={value => typed.set({ ...typed.value.peek(), who: value })}
      />
      <TextBox
        name="story"
        label={words.story}
        rows={5}
        value={story}
        onInput={value => typed.set({ ...typed.value.peek(), story: value })}
        error={errorOf(problems.value, 'story')}
      />
      <Row>
        <Button kind="primary" type="submit">
          {words.save}
        </Button>
      </Row>
    </form>
  );
}
