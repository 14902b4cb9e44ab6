import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonProps {
  /** `primary` once a page; `quiet` looks like a link; `danger` takes something away. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  icon?: IconName;
  type?: 'button' | 'submit';
  /** Still answers to the keyboard and says why nothing happens: prefer it over `disabled`. */
  busy?: boolean;
  disabled?: boolean;
  /** The whole width of the page. */
  wide?: boolean;
  /** What screen readers hear, where the words alone do not say enough. It must hold the words. */
  label?: string;
  expanded?: boolean;
  onClick?: (event: MouseEvent) => void;
  children: ComponentChildren;
}

const classOf = (p: { kind?: ButtonProps['kind'] | undefined; wide?: boolean | undefined }) =>
  `button button-${p.kind ?? 'plain'}${p.wide ? ' button-wide' : ''}`;

export function Button(props: ButtonProps) {
  const { type = 'button', busy, disabled, label, expanded, onClick } = props;
  return (
    <button
      type={type}
      class={classOf(props)}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-label={label}
      aria-expanded={expanded}
      onClick={event => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere. */
export function LinkButton(props: {
  href: string;
  kind?: ButtonProps['kind'];
  icon?: IconName;
  wide?: boolean;
  label?: string;
  children: ComponentChildren;
}) {
  return (
    <a class={classOf(props)} href={props.href} aria-label={props.label}>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </a>
  );
}

/** Buttons beside each other, wrapping where there is no room. */
export function Row({ children }: { children: ComponentChildren }) {
  return <div class="row">{children}</div>;
}
