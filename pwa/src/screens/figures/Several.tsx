import type { ComponentChildren } from 'preact';
import { Part } from '../../kit/index.ts';
import type { Letter } from './pages.ts';

/** A heading over figures; nothing where the release has none of them. */
export function Several(props: {
  letter: Letter;
  title: string;
  of: string[];
  text?: string;
  children: ComponentChildren;
}) {
  if (!props.of.some(table => props.letter.tables[table])) return null;
  return (
    <Part title={props.title}>
      {props.text && <p>{props.text}</p>}
      {props.children}
    </Part>
  );
}
