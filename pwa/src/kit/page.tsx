import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../words/index.ts';
import { Icon } from './icon.tsx';
import { arrive } from './scroll.ts';
import { barShown, Say } from './undo.tsx';

export interface PageProps {
  title: string;
  /** The heading as shown, where it is more than the title. */
  heading?: ComponentChildren;
  /** Address of the page above this one: `href('p', id)`. Left out on a home page. */
  back?: string;
  /** What the way back is called; "Back" when left out. */
  backLabel?: string;
  /** A small line under the heading. */
  lead?: ComponentChildren;
  /** One thing to do, beside the heading. */
  action?: ComponentChildren;
  /** Leave the focus alone: the screen puts it into a field itself. */
  keepFocus?: boolean;
  children?: ComponentChildren;
}

/**
 * The frame of every screen: way back, one h1, content. Moves the focus to the heading
 * when it appears, so that a screen reader starts there and the page from its top.
 */
export function Page(props: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { title, keepFocus } = props;
  useLayoutEffect(arrive, []);
  useEffect(() => {
    if (!keepFocus) heading.current?.focus({ preventScroll: true });
  }, [title, keepFocus]);
  return (
    <div class="page">
      <header class="page-head">
        {props.back !== undefined && (
          <a class="page-back" href={props.back}>
            <Icon name="back" />
            {props.backLabel ?? t.value.coach.kit.back}
          </a>
        )}
        <div class="page-title">
          <h1 ref={heading} tabIndex={-1}>
            {props.heading ?? title}
          </h1>
          {props.action}
        </div>
        {props.lead && <p class="page-lead">{props.lead}</p>}
      </header>
      {props.children}
    </div>
  );
}

/** A part of a page under its own h2. `id` makes it a target and names it. */
export function Part(props: {
  title: string;
  id?: string;
  action?: ComponentChildren;
  /** The heading is there for screen readers only. */
  quiet?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <section class="part" {...(props.id ? { id: props.id } : {})}>
      <div class={props.quiet ? 'aloud' : 'part-head'}>
        <h2>{props.title}</h2>
        {props.action}
      </div>
      {props.children}
    </section>
  );
}

/**
 * The bar with Save at the foot of a form: in reach of a thumb, never over a field. What
 * `say` says stands in it, above the buttons, so that neither covers the other.
 */
export function SaveBar({ children }: { children: ComponentChildren }) {
  useLayoutEffect(barShown, []);
  return (
    <div class="save-bar">
      <Say />
      {children}
    </div>
  );
}
