import { List, ListItem, Part } from '../../kit/index.ts';
import { nameOf } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { WhoHasSeen } from '../seen/WhoHasSeen.tsx';
import { Frame } from './Frame.tsx';
import { myId, myItems } from './me.ts';

/** Who opened the record from outside the circle, and why. */
export function Seen() {
  const w = t.value.own.seen;
  const opened = myItems()
    .filter(i => i.kind === 'opened')
    .sort((a, b) => Number(b.from) - Number(a.from));
  return (
    <Frame title={w.title} lead={w.lead}>
      <WhoHasSeen person={myId()} />
      <Part title={w.openedTitle}>
        <p>{opened.length > 0 ? w.openedText : w.openedNone}</p>
        {opened.length > 0 && (
          <List>
            {opened.map(one => (
              <ListItem
                key={one.id}
                title={w.opened(
                  nameOf(String(one.by)),
                  fmt.time(Number(one.from)),
                  fmt.time(Number(one.until)),
                )}
                note={String(one.why ?? '')}
              />
            ))}
          </List>
        )}
      </Part>
    </Frame>
  );
}
