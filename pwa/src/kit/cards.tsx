import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';

/** A sheet of paper for things that belong together. */
export function Card(props: { children: ComponentChildren; tone?: 'plain' | 'warm' | 'between' }) {
  return <div class={`card card-${props.tone ?? 'plain'}`}>{props.children}</div>;
}

/** A list whose items are read as a list. */
export function List({ children, label }: { children: ComponentChildren; label?: string }) {
  return (
    <ul class="list" aria-label={label}>
      {children}
    </ul>
  );
}

/** One line of a list; with `href` the whole line goes there. */
export function ListItem(props: {
  href?: string;
  icon?: IconName;
  title: ComponentChildren;
  /** Smaller words under the title. */
  note?: ComponentChildren;
  /** Controls beside the link, outside of it. */
  side?: ComponentChildren;
}) {
  const inner = (
    <>
      {props.icon && <Icon name={props.icon} />}
      <span class="item-words">
        <span class="item-title">{props.title}</span>
        {props.note && <span class="item-note">{props.note}</span>}
      </span>
    </>
  );
  return (
    <li class="item">
      {props.href ? (
        <a class="item-main" href={props.href}>
          {inner}
          <Icon name="next" />
        </a>
      ) : (
        <div class="item-main">{inner}</div>
      )}
      {props.side}
    </li>
  );
}

/** What will be here, and the first step. */
export function Empty(props: {
  title: string;
  text?: ComponentChildren;
  action?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <p class="empty-title">{props.title}</p>
      {props.text && <p>{props.text}</p>}
      {props.action}
    </div>
  );
}

/** A quiet line that the reader should know: offline, waiting, kept apart. */
export function Notice(props: { icon?: IconName; live?: boolean; children: ComponentChildren }) {
  return (
    <div class="notice" role={props.live ? 'status' : undefined}>
      {props.icon && <Icon name={props.icon} />}
      <div>{props.children}</div>
    </div>
  );
}

/** Something folded away under a line that says what it holds. */
export function Fold(props: {
  title: ComponentChildren;
  /** What is in it already, in few words, for a fold that is shut. */
  note?: ComponentChildren;
  icon?: IconName;
  open?: boolean;
  children: ComponentChildren;
}) {
  const [open, setOpen] = useState(props.open ?? false);
  return (
    <details class="fold" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary class="fold-line">
        {props.icon && <Icon name={props.icon} />}
        <span class="item-words">
          <span class="fold-title">{props.title}</span>
          {props.note && <span class="item-note">{props.note}</span>}
        </span>
        <span class="fold-mark">
          <Icon name="down" />
        </span>
      </summary>
      {open && <div class="fold-body">{props.children}</div>}
    </details>
  );
}

/** Waiting for something, said in words. `done` of `total` when known. */
export function Waiting(props: { text: string; done?: number; total?: number | null }) {
  return (
    <div class="waiting" role="status">
      <p>{props.text}</p>
      {props.total ? (
        <progress max={props.total} value={props.done ?? 0} aria-label={props.text} />
      ) : null}
    </div>
  );
}
