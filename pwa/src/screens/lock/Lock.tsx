import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { fetchInside } from '../../app/within.ts';
import {
  Button,
  ErrorSummary,
  errorOf,
  type FormProblem,
  LinkButton,
  List,
  ListItem,
  Page,
  Row,
} from '../../kit/index.ts';
import type { Vault } from '../../local/vaults.ts';
import { enter, fetchOpening } from '../../lock/enter.ts';
import { vaults } from '../../model/vaults.ts';
import { t } from '../../words/index.ts';
import { Forgot } from './Forgot.tsx';
import { OldPassphrase } from './Passphrase.tsx';

/** Before anything that is kept here can be seen: who it is, and their passphrase. */
export function Lock() {
  const members = vaults.value.filter(vault => vault.state === 'ready');
  const chosen = useSignal<Vault | null>(null);
  const forgot = useSignal(false);
  // What comes next can come while the passphrase is typed.
  useEffect(() => {
    void fetchInside();
    fetchOpening();
  }, []);
  const vault = members.length === 1 ? members[0] : chosen.value;
  const back = () => {
    forgot.value = false;
  };
  if (!vault) return <Who members={members} chosen={chosen} />;
  if (forgot.value) return <Forgot vault={vault} back={back} />;
  const other = () => {
    chosen.value = null;
  };
  return (
    <Unlock
      key={vault.id}
      vault={vault}
      forgot={() => {
        forgot.value = true;
      }}
      {...(members.length > 1 ? { other } : {})}
    />
  );
}

function Who({ members, chosen }: { members: Vault[]; chosen: Signal<Vault | null> }) {
  const words = t.value.lock;
  return (
    <Page title={words.who}>
      <p>{words.whoText}</p>
      <List label={words.who}>
        {members.map((vault, i) => (
          <ListItem
            key={vault.id}
            title={vault.label || `${i + 1}`}
            side={
              <Button
                label={`${words.open}: ${vault.label || i + 1}`}
                onClick={() => {
                  chosen.value = vault;
                }}
              >
                {words.open}
              </Button>
            }
          />
        ))}
      </List>
      <Another />
    </Page>
  );
}

function Another() {
  return (
    <Row>
      <LinkButton href="#/join">{t.value.lock.another}</LinkButton>
    </Row>
  );
}

/** The passphrase of one member. A wrong one costs time and nothing else. */
function Unlock(props: { vault: Vault; forgot: () => void; other?: () => void }) {
  const words = t.value.lock;
  const typed = useSignal('');
  const busy = useSignal(false);
  const problems = useSignal<FormProblem[]>([]);
  const trouble = (text: string) => {
    problems.value = [{ field: 'old-passphrase', text }];
    busy.value = false;
  };
  const open = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    problems.value = [];
    if (typed.value.trim() === '') return trouble(words.missing);
    busy.value = true;
    try {
      if (!(await enter(props.vault, typed.value))) trouble(words.wrong);
    } catch {
      trouble(words.failed);
    }
  };
  return (
    <Page title={words.title} keepFocus lead={props.other ? props.vault.label : undefined}>
      <form class="form" onSubmit={open} noValidate data-lock="">
        <ErrorSummary problems={problems.value} />
        <p>{words.kept}</p>
        <OldPassphrase
          label={words.passphrase}
          autofocus
          value={typed.value}
          onInput={value => {
            typed.value = value;
          }}
          error={errorOf(problems.value, 'old-passphrase')}
        />
        <Row>
          <Button kind="primary" type="submit" busy={busy.value}>
            {busy.value ? words.opening : words.open}
          </Button>
          <Button kind="quiet" onClick={props.forgot}>
            {words.forgot.link}
          </Button>
        </Row>
      </form>
      {props.other && (
        <Row>
          <Button onClick={props.other}>{words.notYou}</Button>
        </Row>
      )}
      <Another />
    </Page>
  );
}
