import { Empty, LinkButton, Page, Waiting } from '../../kit/index.ts';
import { status } from '../../model/index.ts';
import { w } from './words.ts';

/** What is asked for is not on this phone: not yet, or not for these eyes. */
export function Missing() {
  const words = w.value;
  const first = status.value.firstSync;
  return (
    <Page title={words.missing.title} back="#/">
      {first ? (
        <Waiting text={words.home.first(first.done)} done={first.done} total={first.total} />
      ) : (
        <Empty
          title={words.missing.title}
          text={words.missing.text}
          action={<LinkButton href="#/">{words.missing.home}</LinkButton>}
        />
      )}
    </Page>
  );
}
