import { Page } from '../kit/index.ts';
import { t } from '../words/index.ts';

/** The home of a recorded person, until their own page comes. */
export function Plain() {
  const words = t.value.phone.plain;
  return (
    <Page title={words.person}>
      <p>{words.personText}</p>
    </Page>
  );
}
