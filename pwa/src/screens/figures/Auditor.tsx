import { href } from '../../app/route.ts';
import { Empty, List, ListItem, Page, Part } from '../../kit/index.ts';
import { t } from '../../words/index.ts';

/** What an auditor finds until the ledger comes. */
export function Auditor() {
  const w = t.value.figures.auditor;
  return (
    <Page title={w.title}>
      <Empty title={w.heading} text={w.text} />
      <Part title={w.now}>
        <List>
          <ListItem href={href('figures')} icon="figures" title={w.figures} note={w.figuresText} />
          <ListItem href={href('alliance')} icon="team" title={w.alliance} note={w.allianceText} />
        </List>
      </Part>
    </Page>
  );
}
