import './steward.css';
import { useSignal } from '@preact/signals';
import { Button, Card, ErrorSummary, Row, say } from '../../kit/index.ts';
import { api } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { useCall } from './fetched.tsx';

interface Invite {
  invite: string;
  url: string;
  /** RFC 3339 */
  expires_at: string;
}

/** In groups of four, to be read out and typed. */
const grouped = (code: string) => code.match(/.{1,4}/g)?.join('-') ?? code;

/** Makes an invitation for a member and shows it, once, with its link and its code. */
export function InviteCard({ member }: { member: { id: string; name: string } }) {
  const w = t.value.steward.invite;
  const made = useSignal<Invite | null>(null);
  const { busy, problems, run } = useCall();
  const make = () =>
    run(async () => {
      made.value = await api<Invite>('POST', '/v1/admin/invites', { member: member.id });
    });
  return (
    <>
      <ErrorSummary problems={problems.value} />
      {made.value && <Ready invite={made.value} name={member.name} />}
      <Row>
        <Button kind={made.value ? 'plain' : 'primary'} busy={busy.value} onClick={make}>
          {made.value ? w.another : w.make(member.name)}
        </Button>
      </Row>
    </>
  );
}

function Ready({ invite, name }: { invite: Invite; name: string }) {
  const w = t.value.steward.invite;
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text).then(
      () => say(t.value.steward.copied),
      () => {},
    );
  };
  return (
    <Card tone="warm">
      <div role="status">
        <h3>{w.ready(name)}</h3>
        <p>
          {w.once} {w.until(fmt.time(Date.parse(invite.expires_at)))}
        </p>
      </div>
      <p class="label">{w.link}</p>
      <p class="steward-code">{invite.url}</p>
      <Button onClick={() => void copy(invite.url)}>{w.copyLink}</Button>
      <p class="label">{w.code}</p>
      <p class="steward-code steward-code-big">{grouped(invite.invite)}</p>
      <p class="hint">
        {w.codeHint} {w.address(new URL(invite.url).origin)}
      </p>
      <Button onClick={() => void copy(grouped(invite.invite))}>{w.copyCode}</Button>
      <p>{w.lost}</p>
    </Card>
  );
}
