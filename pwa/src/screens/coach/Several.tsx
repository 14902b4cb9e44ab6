import type { ComponentChildren } from 'preact';
import { Button } from '../../kit/index.ts';
import { w } from './words.ts';

/** One or more of the same small form: the first is there at once, others on asking. */
export function Several<T extends object>(props: {
  items: T[];
  blank: T;
  onChange: (items: T[]) => void;
  children: (item: T, set: (part: Partial<T>) => void) => ComponentChildren;
}) {
  const words = w.value.visit;
  const items = props.items.length > 0 ? props.items : [props.blank];
  const set = (at: number) => (part: Partial<T>) =>
    props.onChange(items.map((item, i) => (i === at ? { ...item, ...part } : item)));
  return (
    <>
      {items.map((item, i) => (
        <div class="several" key={i}>
          {props.children(item, set(i))}
          {items.length > 1 && (
            <Button
              kind="quiet"
              icon="close"
              onClick={() => props.onChange(items.filter((_, at) => at !== i))}
            >
              {words.takeOut}
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button icon="add" onClick={() => props.onChange([...items, props.blank])}>
          {words.another}
        </Button>
      </div>
    </>
  );
}
