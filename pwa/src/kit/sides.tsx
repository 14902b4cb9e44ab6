import { useState } from 'preact/hooks';
import { fmt, t } from '../words/index.ts';
import { Button, Row } from './button.tsx';
import { TextBox } from './text.tsx';

/** One text of several that were written without the other being seen. */
export interface Side {
  identity: string;
  text: string;
  /** A name, or "you". */
  who: string;
  /** Milliseconds since 1970. */
  at: number;
}

/**
 * Texts side by side with who and when, and the ways to settle it: keep one, keep all of
 * them below each other, or write another. `onChoose` gets the text that shall stand.
 */
export function Sides(props: { title: string; sides: Side[]; onChoose: (text: string) => void }) {
  const words = t.value.coach.kit;
  const [own, setOwn] = useState<string | null>(null);
  const both = props.sides.map(s => s.text).join('\n\n');
  return (
    <section class="sides" aria-label={props.title}>
      <h2>{props.title}</h2>
      <p>{words.sidesWhy}</p>
      <div class="sides-pair">
        {props.sides.map(side => (
          <div class="side" key={side.identity}>
            <p class="side-who">
              <strong>{side.who}</strong> {fmt.time(side.at)}
            </p>
            <p class="prose">{side.text}</p>
            <Button onClick={() => props.onChoose(side.text)} label={words.keepThisOf(side.who)}>
              {words.keepThis}
            </Button>
          </div>
        ))}
      </div>
      {own === null ? (
        <Row>
          <Button onClick={() => props.onChoose(both)}>{words.keepBoth}</Button>
          <Button onClick={() => setOwn(both)}>{words.writeThird}</Button>
        </Row>
      ) : (
        <>
          <TextBox label={words.third} value={own} onInput={setOwn} rows={5} autofocus />
          <Row>
            <Button kind="primary" onClick={() => props.onChoose(own.trim())}>
              {words.keepThird}
            </Button>
            <Button kind="quiet" onClick={() => setOwn(null)}>
              {words.cancel}
            </Button>
          </Row>
        </>
      )}
    </section>
  );
}
