import { Fold, Part } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import { Block, Points } from './Block.tsx';
import { CurveView, Organisations } from './CurveView.tsx';
import { type Cell, type Group, type Letter, pageIn, placeIn, type Table } from './pages.ts';
import { quarterName } from './tell.ts';

/** The place's curve of one table, with what it means one tap away. */
export function Goals({ letter, table }: { letter: Letter; table: Table }) {
  const w = t.value.figures;
  const group = placeIn<Cell>(letter, table);
  if (!group) return null;
  return (
    <Block table={table} quarter={letter.quarter} title={w[table].title}>
      <CurveView
        table={table}
        quarter={letter.quarter}
        curve={group}
        quarters={group.quarters}
        title={w[table].chartTitle(quarterName(letter.quarter))}
      />
      {group.self && <OwnHand table={table} quarter={letter.quarter} group={group} />}
      <Fold title={w.definition}>
        <Points points={table === 'attainment' ? w.definitionParts : w.progressParts} />
      </Fold>
      {table === 'attainment' && (
        <Fold title={w.protection}>
          <Points points={w.protectionParts} />
        </Fold>
      )}
    </Block>
  );
}

function OwnHand(props: { table: Table; quarter: string; group: Group }) {
  const w = t.value.figures;
  const { self } = props.group;
  if (!self) return null;
  const told = (
    <>
      <p>{w.self.text}</p>
      {self.cells.length === 0 ? (
        <p class="hint">{w.self.none}</p>
      ) : (
        <CurveView
          table={props.table}
          quarter={props.quarter}
          curve={self}
          title={`${w.self.title}, ${quarterName(props.quarter)}`}
        />
      )}
    </>
  );
  return (
    <>
      <Fold title={w.self.title}>{told}</Fold>
      <div class="print-only" aria-hidden="true">
        <h3>{w.self.title}</h3>
        {told}
      </div>
    </>
  );
}

/** The curves of organisations that chose to share, by name. */
export function Shared({ letter }: { letter: Letter }) {
  const w = t.value.figures;
  const shared = pageIn<Cell>(letter, 'attainment', 'org')?.groups ?? [];
  return (
    <Part title={w.orgs}>
      <Organisations table="attainment" quarter={letter.quarter} groups={shared} />
    </Part>
  );
}
