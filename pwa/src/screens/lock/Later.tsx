import { useSignal } from '@preact/signals';
import {
  Button,
  Card,
  Choice,
  Empty,
  ErrorSummary,
  errorOf,
  type FormProblem,
  Page,
  Row,
  say,
} from '../../kit/index.ts';
import { type Draft, newId, save } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { everybody, type LaterVisit, laterOnes, named } from './waitingVisits.ts';

/** Visits from a time out of touch: each is saved with the person who is chosen for it. */
export function Later() {
  const words = t.value.lock.later;
  const done = useSignal(0);
  void done.value;
  const all = laterOnes();
  return (
    <Page title={words.title} back="#/">
      {all.length === 0 ? <Empty title={words.none} text="" /> : <p>{words.text}</p>}
      {all.map(([key, visit]) => (
        <One
          key={key}
          id={key}
          visit={visit}
          placed={() => {
            done.value++;
          }}
        />
      ))}
    </Page>
  );
}

function One(props: { id: string; visit: Draft<LaterVisit>; placed: () => void }) {
  const words = t.value.lock.later;
  const { who, on, story } = props.visit.value.value;
  const scope = useSignal(named(who) ?? '');
  const problems = useSignal<FormProblem[]>([]);
  const place = async () => {
    if (!scope.value) {
      problems.value = [{ field: props.id, text: words.noOne }];
      return;
    }
    try {
      await save([{ scope: scope.value, kind: 'visit', id: newId(), set: { on, story } }]);
      await props.visit.clear();
      say(t.value.lock.lease.saved);
      props.placed();
    } catch (e) {
      const full = (e as { code?: string }).code === 'full';
      problems.value = [{ text: full ? t.value.lock.lease.full : t.value.lock.failed }];
    }
  };
  return (
    <Card>
      <ErrorSummary problems={problems.value} />
      <p class="item-note">
        {fmt.day(on)}. {words.with(who)}
      </p>
      <p class="words">{story}</p>
      <Choice<string>
        name={props.id}
        label={words.choose}
        options={everybody().map(([value, view]) => ({ value, label: view.called.text }))}
        value={scope.value}
        onChoose={value => {
          scope.value = value ?? '';
        }}
        error={errorOf(problems.value, props.id)}
      />
      <Row>
        <Button kind="primary" onClick={() => void place()}>
          {words.save}
        </Button>
      </Row>
    </Card>
  );
}
