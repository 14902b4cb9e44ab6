import { useSignal } from '@preact/signals';
import { Button, Card, Row } from '../kit/index.ts';
import { api } from '../model/index.ts';
import { fmt, t } from '../words/index.ts';
import { Trouble, useCall } from './Phones.tsx';
import { Qr } from './Qr.tsx';
import '../style/phones.css';

interface Invite {
  invite: string;
  url: string;
  /** RFC 3339 */
  expires_at: string;
}

/** Makes an invite for a phone of one's own and shows it, to be read by that phone's camera. */
export function AddPhone() {
  const words = t.value.phone.phones;
  const made = useSignal<Invite | null>(null);
  const { trouble, busy, run } = useCall();
  const make = () =>
    run(async () => {
      made.value = await api<Invite>('POST', '/v1/devices/invites', {});
    });
  return (
    <>
      <Trouble of={trouble} />
      {made.value ? <Shown invite={made.value} /> : <p>{words.addText}</p>}
      <Row>
        <Button kind={made.value ? 'plain' : 'primary'} busy={busy.value} onClick={make}>
          {made.value ? words.another : words.show}
        </Button>
        {made.value && (
          <Button
            onClick={() => {
              made.value = null;
            }}
          >
            {words.hide}
          </Button>
        )}
      </Row>
    </>
  );
}

function Shown({ invite }: { invite: Invite }) {
  const words = t.value.phone.phones;
  const code = invite.invite.match(/.{1,4}/g)?.join('-') ?? invite.invite;
  return (
    <Card>
      <p role="status">{words.until(fmt.time(Date.parse(invite.expires_at)))}</p>
      <Qr text={invite.url} label={words.code} />
      <p>{words.orType(new URL(invite.url).origin)}</p>
      <p class="phone-code">{code}</p>
      <p class="hint">{words.careful}</p>
    </Card>
  );
}
