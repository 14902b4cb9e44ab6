import { useSignal } from '@preact/signals';
import { Button, Card } from '../../kit/index.ts';
import { fmt } from '../../words/index.ts';
import '../../style/place.css';

/** An invitation as the server made it; nobody can ask for it again. */
export interface Invite {
  /** 16 characters. */
  invite: string;
  url: string;
  /** RFC 3339 */
  expires_at: string;
}

/** The words of an invitation, the same in every area. */
export interface InviteWords {
  ready: (name: string) => string;
  once: string;
  until: (when: string) => string;
  link: string;
  code: string;
  codeHint: string;
  copyLink: string;
  copyCode: string;
  lost: string;
  address: (base: string) => string;
}

/** A code in groups of four, as it is read out. */
export function grouped(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code;
}

/** The link and the code of an invitation, to be handed on. */
export function InviteReady(props: {
  invite: Invite;
  name: string;
  words: InviteWords;
  copied: string;
}) {
  const { invite, words: w } = props;
  const base = invite.url.split('/#')[0] ?? invite.url;
  return (
    <Card tone="warm">
      <h2 class="small-head">{w.ready(props.name)}</h2>
      <p>
        {w.once} {w.until(fmt.time(Date.parse(invite.expires_at)))}
      </p>
      <h3>{w.link}</h3>
      <p class="invite-link">{invite.url}</p>
      <Copy text={invite.url} label={w.copyLink} copied={props.copied} primary />
      <h3>{w.code}</h3>
      <p class="invite-code">{grouped(invite.invite)}</p>
      <p class="hint">{w.address(base)}</p>
      <Copy text={grouped(invite.invite)} label={w.copyCode} copied={props.copied} />
      <p class="hint">{w.codeHint}</p>
      <p class="hint">{w.lost}</p>
    </Card>
  );
}

/** Copies, and says so; where copying is not allowed, the words above can be selected. */
function Copy(props: { text: string; label: string; copied: string; primary?: boolean }) {
  const done = useSignal(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      done.value = true;
    } catch {
      done.value = false;
    }
  };
  return (
    <div class="row">
      <Button kind={props.primary ? 'primary' : 'plain'} onClick={() => void copy()}>
        {props.label}
      </Button>
      <span role="status">{done.value && props.copied}</span>
    </div>
  );
}
