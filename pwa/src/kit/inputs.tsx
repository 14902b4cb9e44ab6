import { useState } from 'preact/hooks';
import { Field, type FieldProps, useField } from './field.tsx';
import { currencySign, parseMoney, typedMoney } from './money.ts';

/** A day as `YYYY-MM-DD`; null when empty. Days are in the place's zone. */
export function DayInput(
  props: FieldProps & {
    value: string | null | undefined;
    onChange: (day: string | null) => void;
    max?: string;
    min?: string;
  },
) {
  const ids = useField(props);
  return (
    <Field field={props} ids={ids}>
      <input
        id={ids.id}
        class="input input-day"
        type="date"
        autocomplete="off"
        value={props.value ?? ''}
        min={props.min}
        max={props.max}
        {...ids.aria}
        onInput={event => props.onChange(event.currentTarget.value || null)}
      />
    </Field>
  );
}

/**
 * A sum of money, typed as 6.40. `onChange` gets minor units, null while the box is empty,
 * and NaN while what stands there is no sum: show an error then, do not save.
 */
export function MoneyInput(
  props: FieldProps & {
    value: number | null | undefined;
    currency: string;
    onChange: (minor: number | null) => void;
  },
) {
  const ids = useField(props);
  const { value, currency } = props;
  const [typed, setTyped] = useState(() => show(value, currency));
  const read = typed.trim() === '' ? null : (parseMoney(typed, currency) ?? Number.NaN);
  const shown =
    Object.is(read, value ?? null) || Number.isNaN(read) ? typed : show(value, currency);
  return (
    <Field field={props} ids={ids}>
      <div class="input-money">
        <span aria-hidden="true">{currencySign(currency)}</span>
        <input
          id={ids.id}
          class="input"
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={shown}
          {...ids.aria}
          onInput={event => {
            const text = event.currentTarget.value;
            setTyped(text);
            props.onChange(text.trim() === '' ? null : (parseMoney(text, currency) ?? Number.NaN));
          }}
        />
      </div>
    </Field>
  );
}

function show(value: number | null | undefined, currency: string): string {
  return value == null || Number.isNaN(value) ? '' : typedMoney(value, currency);
}
