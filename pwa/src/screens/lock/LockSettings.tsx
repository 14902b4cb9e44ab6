import { useSignal } from '@preact/signals';
import {
  Button,
  Choice,
  ErrorSummary,
  errorOf,
  Fold,
  type FormProblem,
  Line,
  Part,
  Row,
  say,
} from '../../kit/index.ts';
import { alterVault, type Vault } from '../../local/vaults.ts';
import { relock } from '../../lock/vault.ts';
import { lockNow } from '../../lock/watch.ts';
import { opened } from '../../model/phone.ts';
import { readAgain, vaults } from '../../model/vaults.ts';
import { t } from '../../words/index.ts';
import { NewPassphrase, OldPassphrase, passphraseFault } from './Passphrase.tsx';

const choices = ['1', '5', '15', '60'] as const;

/** How the phone is locked, and a way to do so now. */
export function LockSettings() {
  const words = t.value.lock.settings;
  const vault = vaults.value.find(it => it.id === opened().id);
  if (!vault) return null;
  const after = async (minutes: string | null) => {
    if (minutes) await alter(vault, { lockAfter: Number(minutes) });
  };
  return (
    <Part title={words.title}>
      <p>{words.text}</p>
      <Row>
        <Button onClick={() => void lockNow()}>{words.now}</Button>
      </Row>
      <Choice
        name="lock-after"
        label={words.after}
        options={choices.map(value => ({ value, label: words.minutes(Number(value)) }))}
        value={String(vault.lockAfter) as (typeof choices)[number]}
        onChoose={value => void after(value)}
      />
      <Label vault={vault} />
      <Fold title={words.change}>
        <Change vault={vault} />
      </Fold>
    </Part>
  );
}

async function alter(vault: Vault, part: Partial<Vault>): Promise<void> {
  await alterVault(vault.id, part);
  await readAgain();
}

function Label({ vault }: { vault: Vault }) {
  const words = t.value.lock.settings;
  const typed = useSignal(vault.label);
  const keep = async (event: Event) => {
    event.preventDefault();
    await alter(vault, { label: typed.value.trim().slice(0, 40) });
    say(words.kept);
  };
  return (
    <form class="form" onSubmit={keep} noValidate>
      <Line
        name="lock-label"
        label={words.label}
        hint={words.labelHint}
        value={typed.value}
        onInput={value => {
          typed.value = value;
        }}
      />
      <Row>
        <Button type="submit">{words.keep}</Button>
      </Row>
    </form>
  );
}

/** What is kept stays as it is: only the key to its key is locked anew. */
function Change({ vault }: { vault: Vault }) {
  const words = t.value.lock.settings;
  const old = useSignal('');
  const next = useSignal('');
  const busy = useSignal(false);
  const problems = useSignal<FormProblem[]>([]);
  const change = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    const fault = passphraseFault(next.value);
    problems.value = fault ? [{ field: 'passphrase', text: fault }] : [];
    if (fault) return;
    busy.value = true;
    const part = await relock(vault, old.value, next.value);
    busy.value = false;
    if (!part) {
      problems.value = [{ field: 'old-passphrase', text: t.value.lock.wrong }];
      return;
    }
    await alter(vault, part);
    old.value = '';
    next.value = '';
    say(words.changed);
  };
  return (
    <form class="form" onSubmit={change} noValidate>
      <ErrorSummary problems={problems.value} />
      <OldPassphrase
        label={words.old}
        value={old.value}
        onInput={value => {
          old.value = value;
        }}
        error={errorOf(problems.value, 'old-passphrase')}
      />
      <NewPassphrase
        label={words.next}
        value={next.value}
        onInput={value => {
          next.value = value;
        }}
        error={errorOf(problems.value, 'passphrase')}
      />
      <Row>
        <Button type="submit" busy={busy.value}>
          {words.changeGo}
        </Button>
      </Row>
    </form>
  );
}
