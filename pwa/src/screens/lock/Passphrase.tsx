import { useSignal } from '@preact/signals';
import { Secret, Switch } from '../../kit/index.ts';
import { strengthOf } from '../../lock/strength.ts';
import { t } from '../../words/index.ts';

interface PassphraseProps {
  value: string;
  onInput: (value: string) => void;
  error?: string | undefined;
}

/** A new passphrase: to be seen while it is typed, since a slip would lock its author out. */
export function NewPassphrase(props: PassphraseProps & { label?: string }) {
  const words = t.value.lock.choose;
  const hidden = useSignal(false);
  return (
    <div class="passphrase">
      <Secret
        name="passphrase"
        label={props.label ?? words.label}
        hint={words.hint}
        shown={!hidden.value}
        autocomplete="new-password"
        value={props.value}
        onInput={props.onInput}
        error={props.error}
      />
      <p class="hint" role="status">
        {props.value === '' ? words.once : strengthWords(props.value)}
      </p>
      <Switch
        label={words.hide}
        on={hidden.value}
        onChange={on => {
          hidden.value = on;
        }}
      />
    </div>
  );
}

function strengthWords(passphrase: string): string {
  const words = t.value.lock.choose;
  const strength = strengthOf(passphrase);
  return strength.is === 'short' ? words.short(strength.missing) : words[strength.is];
}

/** What is wrong with a new passphrase; '' where it may be used. */
export function passphraseFault(passphrase: string): string {
  const words = t.value.lock.choose;
  const { is } = strengthOf(passphrase);
  if (is === 'short') return words.tooShort;
  return is === 'same' ? words.tooSame : '';
}

/** The passphrase as it was chosen once. */
export function OldPassphrase(props: PassphraseProps & { label: string; autofocus?: boolean }) {
  const shown = useSignal(false);
  return (
    <div class="passphrase">
      <Secret
        name="old-passphrase"
        label={props.label}
        shown={shown.value}
        autocomplete="current-password"
        autofocus={props.autofocus ?? false}
        value={props.value}
        onInput={props.onInput}
        error={props.error}
      />
      <Switch
        label={t.value.lock.show}
        on={shown.value}
        onChange={on => {
          shown.value = on;
        }}
      />
    </div>
  );
}
