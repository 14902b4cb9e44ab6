import { Button, Card, Notice, Page, Row, say } from '../kit/index.ts';
import { outbox } from '../model/index.ts';
import { ended, identity, wipe } from '../model/phone.ts';
import { fmt, t } from '../words/index.ts';
import { scopeName, wordsOf } from './Waiting.tsx';

/** The server hears no more from this phone: unsent words are shown as what they are. */
export function Ended() {
  const words = t.value.phone.ended;
  const unsent = identity.value ? outbox.value.filter(i => i.state !== 'sent') : [];
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    say(t.value.phone.waiting.copied);
  };
  const again = async () => {
    if (identity.value) await wipe();
    ended.value = '';
    location.replace('/#/join');
    location.reload();
  };
  return (
    <Page title={words.title}>
      {unsent.length === 0 ? <p>{words.wiped}</p> : <Notice icon="heed">{words.unsent}</Notice>}
      {unsent.map(item => (
        <Card key={item.key}>
          <p class="item-note">
            {t.value.phone.waiting.forScope(scopeName(item.scope))}. {fmt.time(item.since)}
          </p>
          <p class="words">{wordsOf(item) || t.value.phone.waiting.noWords}</p>
          <Button onClick={() => void copy(wordsOf(item))}>{t.value.phone.waiting.copy}</Button>
        </Card>
      ))}
      <Row>
        <Button kind={unsent.length > 0 ? 'danger' : 'primary'} onClick={() => void again()}>
          {unsent.length > 0 ? words.clear : words.again}
        </Button>
      </Row>
    </Page>
  );
}
