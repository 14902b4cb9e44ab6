import { Button, Page, Row } from '../kit/index.ts';
import { setNote } from '../local/small.ts';
import { vaults } from '../model/vaults.ts';
import { t } from '../words/index.ts';

/** The server hears no more from this phone, and nothing of it is left here. */
export function Ended() {
  const words = t.value.phone.ended;
  const others = vaults.value.some(vault => vault.state === 'ready');
  const again = (to: string) => {
    setNote('ended', null);
    location.replace(to);
    location.reload();
  };
  return (
    <Page title={words.title}>
      <p>{words.wiped}</p>
      <Row>
        <Button kind="primary" onClick={() => again('/#/join')}>
          {words.again}
        </Button>
        {others && <Button onClick={() => again('/#/')}>{words.others}</Button>}
      </Row>
    </Page>
  );
}
