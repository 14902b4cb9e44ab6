import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import { Button, Fold, Part, Row, say } from '../../kit/index.ts';
import { directory } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { download } from './download.ts';
import { type Letter, pageIn, sheet } from './pages.ts';
import { quarterName, tableTitle } from './tell.ts';

const here = () => `${location.origin}${location.pathname}`;

/** How to cite the letter, each figure's own address, and all of it as files. */
export function Cite({ letter }: { letter: Letter }) {
  const w = t.value.letter.cite;
  const day = fmt.day(letter.released_at.slice(0, 10));
  const title = t.value.figures.title;
  const place = directory.value.place.name || t.value.figures.place;
  const text = w.text(place, title, quarterName(letter.quarter), letter.release, day);
  const address = `${here()}${href('figures', letter.release)}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(`${text} ${address}`);
      say(w.copied, undefined, 4);
    } catch {
      // Where copying is not allowed, the words above can be selected.
    }
  };
  return (
    <Part title={w.title}>
      <p class="cite">{text}</p>
      <p class="hint">{w.address}</p>
      <p class="cite">
        <a href={href('figures', letter.release)}>{address}</a>
      </p>
      <p class="hint">{w.data}</p>
      <p class="cite">{`GET ${location.origin}/v1/letters/${letter.release}`}</p>
      <p class="hint">{t.value.letter.onlyReleased}</p>
      <div class="no-print stack">
        <Row>
          <Button onClick={() => void copy()}>{w.copy}</Button>
          <Button onClick={() => print()}>{t.value.figures.print}</Button>
        </Row>
        <Fold title={w.parts}>
          <ul class="figure-points">
            {tablesOf(letter).map(table => (
              <li key={table}>
                <a href={href('figures', letter.release, table)}>{tableTitle(table)}</a>
              </li>
            ))}
          </ul>
        </Fold>
        <Files letter={letter} />
      </div>
    </Part>
  );
}

/** The figures as they follow each other on the page. */
const order = [
  ...['attainment', 'progress', 'better_life', 'voices', 'who_chose', 'barriers'],
  ...['right_first_time', 'waits', 'hand_overs', 'reassessed', 'ease', 'morale'],
  ...['gained', 'gains', 'spending_by_month', 'spending_by_what'],
];

/** The tables that the release has and the page shows. */
function tablesOf(letter: Letter): string[] {
  const known = Object.keys(letter.tables).filter(table => tableTitle(table) !== '');
  const at = (table: string) => order.indexOf(table) + 1 || known.length;
  return known.sort((a, b) => at(a) - at(b));
}

function Files({ letter }: { letter: Letter }) {
  const w = t.value.letter;
  const f = t.value.figures;
  const chosen = useSignal('attainment place');
  const [table = '', by = 'place'] = chosen.value.split(' ') as [string, 'place' | 'org'];
  const name = `${table}${by === 'org' ? '-org' : ''}-${letter.release}.csv`;
  const save = async (format: 'csv' | 'csvw') => {
    try {
      const text = await sheet(letter, table, by, format);
      if (format === 'csv') download(name, 'text/csv', text);
      else download(`${name}-metadata.json`, 'application/csvm+json', text);
      say(f.csvDone, undefined, 4);
    } catch {
      say(w.files.failed);
    }
  };
  return (
    <Fold title={f.download}>
      <div class="stack">
        <div class="field">
          <label class="label" for="figures-file">
            {w.files.which}
          </label>
          <select
            id="figures-file"
            class="input"
            value={chosen.value}
            onChange={event => {
              chosen.value = event.currentTarget.value;
            }}
          >
            {tablesOf(letter).flatMap(one => [
              <option key={one} value={`${one} place`}>
                {tableTitle(one)}
              </option>,
              (pageIn(letter, one, 'org')?.groups.length ?? 0) > 0 && (
                <option key={`${one} org`} value={`${one} org`}>
                  {w.files.byOrg(tableTitle(one))}
                </option>
              ),
            ])}
          </select>
        </div>
        <p class="hint">{f.csvHow}</p>
        <Row>
          <Button onClick={() => void save('csv')}>{f.csvWords}</Button>
          <Button onClick={() => void save('csvw')}>{f.csvMeta}</Button>
        </Row>
        <Button
          onClick={() =>
            download(`${letter.release}.json`, 'application/json', `${JSON.stringify(letter)}\n`)
          }
        >
          {w.cite.save}
        </Button>
      </div>
    </Fold>
  );
}
