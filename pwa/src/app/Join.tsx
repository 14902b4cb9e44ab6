import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  Button,
  ErrorSummary,
  errorOf,
  type FormProblem,
  Line,
  Notice,
  Page,
  Row,
} from '../kit/index.ts';
import type { Canary } from '../model/canary.ts';
import { exchangeState, identity, opening, session } from '../model/phone.ts';
import { ApiError, join, line } from '../model/session.ts';
import { emptied } from '../model/vaults.ts';
import { NewPassphrase, passphraseFault } from '../screens/lock/Passphrase.tsx';
import { fmt, t } from '../words/index.ts';
import { invited, invitedOwn } from './invite.ts';
import { elsewhere } from './leave.ts';
import { go } from './router.ts';

/** Enrolling this phone. Opening a link enrols nobody: the button does. */
export function Join() {
  const words = t.value.phone.join;
  const who = session.value;
  if (who && exchangeState.value.trouble === 'unknown_device') {
    return (
      <Page title={words.againTitle} back="#/">
        <p>{words.againText(who.name)}</p>
        <JoinForm key={invited.value} again name={who.deviceName} />
      </Page>
    );
  }
  if (who) {
    return (
      <Page title={words.already(who.name)} back="#/">
        <p>{words.alreadyText(who.name)}</p>
        <Row>
          <Button kind="primary" onClick={() => void beside()}>
            {words.beside}
          </Button>
        </Row>
      </Page>
    );
  }
  if (identity.value) return <Finishing />;
  if (invitedOwn.value) return <JoinOwn />;
  return (
    <Page title={words.title} {...(opening.value === 'locked' ? { back: '#/' } : {})}>
      {emptied.value && <Emptied canary={emptied.value} />}
      <p>{invited.value ? words.linkLead : words.lead}</p>
      <JoinForm key={invited.value} />
      {onApple() && <Notice>{words.homeScreen}</Notice>}
    </Page>
  );
}

/** The same for somebody recorded, for whom none of this is work. */
function JoinOwn() {
  const words = t.value.phone.join.own;
  const leave = () => {
    invited.value = '';
    location.replace(elsewhere);
  };
  return (
    <Page title={words.title} action={<Button onClick={leave}>{words.leave}</Button>}>
      <p>{words.lead}</p>
      <p>{words.look}</p>
      <JoinForm key={invited.value} name={words.device} />
    </Page>
  );
}

/** Locks these pages and comes back here, with the invite, for whoever joins beside them. */
async function beside(): Promise<void> {
  const { lockNow } = await import('../lock/watch.ts');
  const code = invited.peek();
  const own = invitedOwn.peek() ? '&own' : '';
  await lockNow(code ? `${location.pathname}#invite=${encodeURIComponent(code)}${own}` : '#/join');
}

function Emptied({ canary }: { canary: Canary }) {
  const words = t.value.phone.join;
  const { unsent, since } = canary;
  return (
    <Notice icon="heed">
      <strong>{words.emptied}</strong>
      <p>{unsent > 0 ? words.emptiedUnsent(unsent, fmt.time(since)) : words.emptiedAllSent}</p>
      <p>{words.emptiedText}</p>
    </Notice>
  );
}

/** Enrolled, but the network went before the name came. */
function Finishing() {
  const words = t.value.phone.join;
  const finish = () =>
    void line()
      .then(l => l.finishJoining())
      .catch(() => {});
  useEffect(finish, []);
  return (
    <Page title={words.finishing}>
      <p>{words.finishingText}</p>
      <Button kind="primary" onClick={finish}>
        {t.value.shell.tryAgain}
      </Button>
    </Page>
  );
}

/** What makes a place on this phone; it comes while the form is filled in. */
const door = () =>
  import('../lock/enter.ts').catch(() => {
    throw new ApiError('offline', 0, '');
  });

/**
 * A place on this phone under a passphrase, and the invite that fills it. `again`: for whom
 * there is a place already, since the server no longer knows them.
 */
async function joinHere(passphrase: string, code: string, device: string): Promise<void> {
  const { joinedHere, makeRoom } = await door();
  await makeRoom(passphrase);
  // An invite may have been taken before, and the phone stopped before it could say so.
  if (!identity.peek()) await join(code, device);
  await joinedHere();
}

function JoinForm({ name, again = false }: { name?: string; again?: boolean }) {
  const words = t.value.phone.join;
  const code = useSignal(groups(invited.value));
  const device = useSignal<string>(name ?? words.deviceDefault);
  const passphrase = useSignal('');
  const problems = useSignal<FormProblem[]>([]);
  const busy = useSignal(false);
  useEffect(() => void door().catch(() => {}), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    problems.value = missing(code.value, device.value);
    const fault = again ? '' : passphraseFault(passphrase.value);
    if (fault) problems.value = [...problems.value, { field: 'passphrase', text: fault }];
    if (problems.value.length > 0) return;
    busy.value = true;
    try {
      if (again) await join(code.value, device.value);
      else await joinHere(passphrase.value, code.value, device.value);
      invited.value = '';
      go('#/', { replace: true });
    } catch (e) {
      problems.value = [{ field: 'code', text: sentence(e) }];
    }
    busy.value = false;
  };
  return (
    <form class="form" onSubmit={submit} noValidate>
      <ErrorSummary problems={problems.value} />
      <Line
        name="code"
        label={words.code}
        hint={words.codeHint}
        value={code.value}
        onInput={v => {
          code.value = v;
        }}
        autocomplete="off"
        error={errorOf(problems.value, 'code')}
      />
      <Line
        name="device"
        label={words.device}
        hint={words.deviceHint}
        value={device.value}
        onInput={v => {
          device.value = v;
        }}
        error={errorOf(problems.value, 'device')}
      />
      {!again && (
        <NewPassphrase
          value={passphrase.value}
          onInput={v => {
            passphrase.value = v;
          }}
          error={errorOf(problems.value, 'passphrase')}
        />
      )}
      <Row>
        <Button kind="primary" type="submit" busy={busy.value}>
          {busy.value ? words.joining : words.join}
        </Button>
      </Row>
    </form>
  );
}

function missing(code: string, device: string): FormProblem[] {
  const words = t.value.phone.join;
  const out: FormProblem[] = [];
  if (!code.trim()) out.push({ field: 'code', text: words.noCode });
  if (!device.trim()) out.push({ field: 'device', text: words.noDevice });
  return out;
}

function sentence(e: unknown): string {
  const { codes } = t.value.phone.join;
  const code = e instanceof ApiError ? e.code : 'storage';
  return codes[code] ?? codes.other;
}

function groups(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? '';
}

/** Safari in a tab, where storage does not last and the home screen has its own. */
function onApple(): boolean {
  const standalone = matchMedia('(display-mode: standalone)').matches;
  return /iPhone|iPad/.test(navigator.userAgent) && !standalone;
}
