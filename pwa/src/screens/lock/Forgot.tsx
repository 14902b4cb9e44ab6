import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { go } from '../../app/router.ts';
import { Button, Notice, Page, Row, say } from '../../kit/index.ts';
import type { Vault } from '../../local/vaults.ts';
import { type Canary, readCanary } from '../../model/canary.ts';
import { opening } from '../../model/phone.ts';
import { destroy, readAgain, vaults } from '../../model/vaults.ts';
import { fmt, t } from '../../words/index.ts';

/** A passphrase that nobody knows any more: what is safe, what is not, and the way on. */
export function Forgot({ vault, back }: { vault: Vault; back: () => void }) {
  const words = t.value.lock.forgot;
  const told = useSignal<Canary | null | undefined>(undefined);
  const sure = useSignal(false);
  useEffect(() => {
    void readCanary(id => id === vault.id).then(note => {
      told.value = note;
    });
  }, [vault.id, told]);
  const note = told.value;
  if (note === undefined) return null;
  const giveUp = async () => {
    await destroy(vault.id);
    await readAgain();
    if (!vaults.value.some(it => it.state === 'ready')) opening.value = 'nobody';
    say(words.given);
    go('#/join', { replace: true });
  };
  const nothing = note?.unsent === 0;
  return (
    <Page title={words.title}>
      <p>{words.nobody}</p>
      <p>{words.sent}</p>
      <Notice {...(nothing ? {} : { icon: 'heed' as const })}>
        {note === null
          ? words.unknown
          : nothing
            ? words.allSent
            : words.unsent(note.unsent, fmt.time(note.since))}
      </Notice>
      <Row>
        <Button kind="primary" onClick={back}>
          {words.tryAgain}
        </Button>
        {sure.value ? (
          <Button kind="danger" onClick={() => void giveUp()}>
            {note === null ? words.sureUnknown : words.sure(note.unsent)}
          </Button>
        ) : (
          <Button
            kind="danger"
            onClick={() => {
              if (nothing) void giveUp();
              else sure.value = true;
            }}
          >
            {words.giveUp}
          </Button>
        )}
      </Row>
    </Page>
  );
}
