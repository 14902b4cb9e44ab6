import { useSignal } from '@preact/signals';
import { href, type ScreenProps } from '../../app/route.ts';
import {
  Button,
  Card,
  Choice,
  DayInput,
  Empty,
  ErrorSummary,
  errorOf,
  Fold,
  type FormProblem,
  Line,
  List,
  ListItem,
  MoneyInput,
  Page,
  Part,
  Row,
  say,
} from '../../kit/index.ts';
import { directory, newId, record, saveWithUndo, today, type View } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { accountOf, type PotLine, personOf } from './pots.ts';
import { notSaved } from './problem.ts';
import { balanceWords } from './Team.tsx';

/** One pot: what is left, money in and out, what was spent from it. */
export function Pot({ params }: ScreenProps) {
  const w = t.value.place.pot;
  const team = params.id ?? '';
  const pot = record(`team:${team}`, 'pot', params.pot ?? '');
  if (!pot || pot.gone) {
    return (
      <Page title={w.title} back={href('team', team)}>
        <Empty title={t.value.place.notOnPhone} text={t.value.place.notOnPhoneText} />
      </Page>
    );
  }
  const account = accountOf(pot, directory.value.place.currency);
  return (
    <Page title={pot.name.text || w.noName} back={href('team', team)}>
      <Card tone="warm">
        <p class="big-sum">{balanceWords(pot)}</p>
        {account.balance < 0 && <p>{w.over}</p>}
        {pot.source.text && <p class="hint">{w.from(pot.source.text)}</p>}
        {account.mixed && <p class="hint">{w.otherCurrency}</p>}
      </Card>
      {pot.conditions.text && (
        <Part title={w.asked}>
          <p class="prose">{pot.conditions.text}</p>
        </Part>
      )}
      <Fold title={w.putIn} icon="add">
        <PutIn pot={pot} currency={account.currency} />
      </Fold>
      <Part title={w.entries}>
        {account.lines.length === 0 ? (
          <p class="hint">{w.noEntries}</p>
        ) : (
          <List>
            {account.lines.map(line => (
              <Entry key={line.id} line={line} currency={account.currency} />
            ))}
          </List>
        )}
      </Part>
      <Fold title={w.unread}>
        <p>{w.unreadText}</p>
      </Fold>
    </Page>
  );
}

function Entry({ line, currency }: { line: PotLine; currency: string }) {
  const w = t.value.place.pot;
  const name = personOf(line.scope);
  const what = { in: w.paidIn, out: w.takenOut, spent: w.decision, forgotten: w.forgotten }[
    line.sort
  ];
  const words = line.words || (line.sort === 'spent' ? w.noName : what);
  const [sort, id = ''] = line.scope.split(':');
  return (
    <ListItem
      {...(sort === 'person' ? { href: href('p', id, 'r', 'decision', line.id) } : {})}
      title={
        <span class="ledger-line">
          <span>{name ? w.decisionFor(words, name) : words}</span>
          <span class="ledger-sum">
            {line.sort === 'in' ? '+' : '−'}
            {fmt.money(line.minor, currency)}
          </span>
        </span>
      }
      note={[what !== words && what, line.on && fmt.day(line.on)].filter(Boolean).join(', ')}
    />
  );
}

function PutIn({ pot, currency }: { pot: View<'pot'>; currency: string }) {
  const w = t.value.place.pot;
  const way = useSignal<'in' | 'out'>('in');
  const minor = useSignal<number | null>(null);
  const words = useSignal('');
  const on = useSignal(today());
  const problems = useSignal<FormProblem[]>([]);
  const put = async () => {
    if (!minor.value || Number.isNaN(minor.value)) {
      problems.value = [{ field: 'pot-sum', text: w.amountMissing }];
      return;
    }
    const set = {
      pot: pot.id,
      minor_units: way.value === 'in' ? minor.value : -minor.value,
      currency,
      on: on.value,
      ...(words.value.trim() ? { words: words.value.trim() } : {}),
    };
    try {
      const { undo } = await saveWithUndo([
        { scope: pot.scope, kind: 'pot_entry', id: newId(), set },
      ]);
      say(t.value.place.saved, async () => void (await undo()));
    } catch {
      problems.value = notSaved();
      return;
    }
    problems.value = [];
    minor.value = null;
    words.value = '';
  };
  return (
    <form
      class="form"
      onSubmit={event => {
        event.preventDefault();
        void put();
      }}
    >
      <ErrorSummary problems={problems.value} />
      <Choice
        label={w.how}
        options={[
          { value: 'in', label: w.paidIn },
          { value: 'out', label: w.takenOut },
        ]}
        value={way.value}
        onChoose={value => {
          if (value) way.value = value;
        }}
      />
      <MoneyInput
        name="pot-sum"
        label={w.howMuch}
        currency={currency}
        value={minor.value}
        onChange={value => {
          minor.value = value;
        }}
        error={errorOf(problems.value, 'pot-sum')}
      />
      <Line
        label={w.words}
        value={words.value}
        onInput={text => {
          words.value = text;
        }}
      />
      <DayInput
        label={w.on}
        value={on.value}
        onChange={day => {
          on.value = day ?? today();
        }}
      />
      <Row>
        <Button kind="primary" type="submit">
          {way.value === 'in' ? w.putIn : w.takeOut}
        </Button>
      </Row>
    </form>
  );
}
