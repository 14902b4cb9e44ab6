import type { ComponentChildren } from 'preact';
import { Fold, Part } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import { Talk } from './Talk.tsx';

/** One figure: its heading, what it says, what it counts, and what is asked about it. */
export function Block(props: {
  /** The table's name: the end of the figure's own address. */
  table: string;
  quarter: string;
  title: string;
  means?: string[];
  /** Under another heading of the letter. */
  inner?: boolean;
  children: ComponentChildren;
}) {
  const rest = (
    <>
      {props.children}
      {props.means && (
        <Fold title={t.value.letter.means}>
          <Points points={props.means} />
        </Fold>
      )}
      <Talk about={`figure:${props.table}:${props.quarter}`} of={props.title} />
    </>
  );
  if (!props.inner) {
    return (
      <Part title={props.title} id={`fig-${props.table}`}>
        {rest}
      </Part>
    );
  }
  return (
    <section class="part" id={`fig-${props.table}`}>
      <h3>{props.title}</h3>
      {rest}
    </section>
  );
}

export function Points({ points }: { points: string[] }) {
  return (
    <ul class="figure-points">
      {points.map(point => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}

/** Why a number is not shown, where any of these words say that one is not. */
export function WithheldWhy({ of }: { of: string[] }) {
  const w = t.value.figures;
  return of.includes(w.withheld) ? <p class="hint">{w.withheldWhy}</p> : null;
}

/** A table that lies folded on the screen and open on paper. */
export function Numbers({ children }: { children: ComponentChildren }) {
  return (
    <>
      <Fold title={t.value.figures.table}>{children}</Fold>
      <div class="print-only" aria-hidden="true">
        {children}
      </div>
    </>
  );
}
