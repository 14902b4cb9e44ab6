import { useEffect, useState } from 'preact/hooks';
import { href } from '../../app/route.ts';
import { Empty, Line, List, ListItem, Page } from '../../kit/index.ts';
import { after } from '../../local/clock.ts';
import type { Kind } from '../../model/index.ts';
import { type Hit, search } from '../../model/index.ts';
import { noteSeen } from '../../model/seen.ts';
import { pageOf } from './CorrectRecord.tsx';
import { personOfScope } from './Home.tsx';
import { calledOf } from './lives.ts';
import { icons } from './timeline.ts';
import { w } from './words.ts';

const most = 30;

/** What stands there for as long counts as read; what typing passes by does not. */
const readAfter = 2_000;

/** What was looked for last: in no address, since the browser writes those down. */
let last = '';

/** Everything on this phone, as one types. */
export function SearchPage() {
  const words = w.value.search;
  const [typed, setTyped] = useState(last);
  const asked = typed.trim();
  const hits = asked === '' ? [] : search(asked, most).filter(h => placeOf(h) !== null);
  useFound(hits);
  return (
    <Page title={words.title} back="#/" keepFocus>
      <Line
        label={words.label}
        type="search"
        value={typed}
        onInput={text => {
          setTyped(text);
          last = text;
        }}
        autofocus
      />
      <p class="aloud" role="status">
        {asked && words.found(hits.length)}
      </p>
      {asked === '' && <p class="hint">{words.hint}</p>}
      {asked !== '' && hits.length === 0 && <Empty title={words.none} text={words.noneText} />}
      {hits.length > 0 && (
        <List label={words.found(hits.length)}>
          {hits.map(hit => (
            <Found key={`${hit.scope} ${hit.kind} ${hit.id}`} hit={hit} />
          ))}
        </List>
      )}
    </Page>
  );
}

/** Notes of whom words were found, once one has stopped typing; never what was looked for. */
function useFound(hits: Hit[]): void {
  const scopes = [...new Set(hits.map(h => h.scope))].filter(s => personOfScope(s) !== undefined);
  useEffect(
    () =>
      after(readAfter, () => {
        for (const scope of scopes) noteSeen(scope, undefined, 'found');
      }),
    [scopes.join()],
  );
}

/** Where a hit leads; null for what a coach's screens do not show. */
function placeOf(hit: Hit): string | null {
  const person = personOfScope(hit.scope);
  if (person === undefined) return hit.kind === 'reflection' ? href('reflect') : null;
  return hit.kind === 'person' ? href('p', person) : pageOf(person, hit.kind, hit.id);
}

function Found({ hit }: { hit: Hit }) {
  const words = w.value;
  const person = personOfScope(hit.scope);
  const kind = words.kinds[hit.kind as Kind];
  return (
    <ListItem
      href={placeOf(hit) ?? '#/'}
      icon={icons[hit.kind as Kind] ?? 'more'}
      title={hit.text}
      note={person && calledOf(person) !== hit.text ? `${calledOf(person)} · ${kind}` : kind}
    />
  );
}
