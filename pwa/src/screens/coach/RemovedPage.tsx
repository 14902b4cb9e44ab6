import { href, type ScreenProps } from '../../app/route.ts';
import { Button, Empty, List, ListItem, Page } from '../../kit/index.ts';
import type { Kind } from '../../model/index.ts';
import { today } from '../../model/index.ts';
import { useAllSeen } from '../seen/useSeen.ts';
import { dayOf, daysBetween, sayDay } from './days.ts';
import { type AnyView, about, calledOf, personOf, scopesAbout } from './lives.ts';
import { Missing } from './Missing.tsx';
import { putBack } from './RecordPage.tsx';
import { icons, said } from './timeline.ts';
import { w } from './words.ts';

const removable: Kind[] = [
  'visit',
  'goal',
  'strength',
  'thread',
  'story',
  'evidence',
  'concern',
  'pot',
];

const kept = 30;

/** What was removed about a person in the last 30 days, to be put back. */
export function RemovedPage({ params }: ScreenProps) {
  const id = params.id ?? '';
  const words = w.value;
  useAllSeen(personOf(id) ? scopesAbout(id) : []);
  if (!personOf(id)) return <Missing />;
  const gone = removable
    .flatMap(kind => about(id, kind, true) as AnyView[])
    .filter(v => daysBetween(dayOf(v.changedAt), today()) <= kept)
    .sort((a, b) => b.changedAt - a.changedAt);
  return (
    <Page
      title={words.removed.title}
      lead={words.removed.lead}
      back={href('p', id)}
      backLabel={calledOf(id)}
    >
      {gone.length === 0 && <Empty title={words.removed.none} text={words.removed.noneText} />}
      {gone.length > 0 && (
        <List>
          {gone.map(view => {
            const { head, text, quote } = said(view.kind, view, id);
            return (
              <ListItem
                key={view.id}
                icon={icons[view.kind] ?? 'more'}
                title={(text || quote || head || words.record.nothing).slice(0, 120)}
                note={`${words.kinds[view.kind]} · ${words.removed.on(sayDay(dayOf(view.changedAt)))}`}
                side={
                  <Button kind="quiet" icon="putback" onClick={() => putBack(view, view.kind)}>
                    {words.record.putBack}
                  </Button>
                }
              />
            );
          })}
        </List>
      )}
    </Page>
  );
}
