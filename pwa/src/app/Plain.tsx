import { LinkButton, Page, Row } from '../kit/index.ts';
import { session } from '../model/index.ts';
import { t } from '../words/index.ts';

/** The home of an auditor or a recorded person, until their own pages come. */
export function Plain() {
  const words = t.value.shell.plain;
  const auditor = session.value?.role === 'auditor';
  return (
    <Page title={auditor ? words.auditor : words.person}>
      <p>{auditor ? words.auditorText : words.personText}</p>
      {auditor && (
        <Row>
          <LinkButton href="#/figures">{words.figures}</LinkButton>
        </Row>
      )}
    </Page>
  );
}
