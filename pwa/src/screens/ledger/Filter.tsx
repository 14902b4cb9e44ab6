import { useSignal } from '@preact/signals';
import { Button, DayInput, Fold, Line, Row, Switch } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import { type Asked, everything, pots } from './book.ts';

/** What of the ledger is meant; what is chosen counts once it is asked for. */
export function Narrow({ asked, onAsk }: { asked: Asked; onAsk: (next: Asked) => void }) {
  const w = t.value.ledger;
  const now = useSignal(asked);
  const set = (part: Partial<Asked>) => {
    now.value = { ...now.value, ...part };
  };
  const draft = now.value;
  return (
    <Fold title={w.filter} open={asked !== everything}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          onAsk(draft);
        }}
      >
        <DayInput label={w.from} value={draft.from} onChange={day => set({ from: day ?? '' })} />
        <DayInput label={w.to} value={draft.to} onChange={day => set({ to: day ?? '' })} />
        <Pot value={draft.pot} onChange={pot => set({ pot })} />
        <Line label={w.words} value={draft.words} onInput={words => set({ words })} />
        <Line label={w.person} value={draft.person} onInput={person => set({ person })} />
        <Switch
          label={w.corrected}
          on={draft.corrected}
          onChange={corrected => set({ corrected })}
        />
        <Row>
          <Button kind="primary" type="submit">
            {w.apply}
          </Button>
          {asked !== everything && (
            <Button
              kind="quiet"
              onClick={() => {
                now.value = everything;
                onAsk(everything);
              }}
            >
              {w.clear}
            </Button>
          )}
        </Row>
      </form>
    </Fold>
  );
}

function Pot({ value, onChange }: { value: string; onChange: (pot: string) => void }) {
  const w = t.value.ledger;
  const all = pots().data?.items ?? [];
  if (all.length === 0) return null;
  return (
    <div class="field">
      <label class="label" for="ledger-pot">
        {w.pot}
      </label>
      <select
        id="ledger-pot"
        class="input"
        value={value}
        onChange={event => onChange(event.currentTarget.value)}
      >
        <option value="">{w.anyPot}</option>
        {all.map(pot => (
          <option key={pot.id} value={pot.id}>
            {pot.name || w.noWords}
          </option>
        ))}
      </select>
    </div>
  );
}
