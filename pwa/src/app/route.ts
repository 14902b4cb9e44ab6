import type { ComponentType } from 'preact';
import type { Area } from '../words/index.ts';

/** What stood in the place of `:name` in a route's path, already decoded. */
export type Params = Record<string, string>;

/** A screen gets its params as a prop: `({ params }: ScreenProps) => ...`. */
export interface ScreenProps {
  params: Params;
}

export type Screen = ComponentType<ScreenProps>;

/** A screen in a chunk of its own; made by `lazy`. */
export interface LazyScreen {
  load: () => Promise<Screen>;
}

/**
 * One page of the app. `path` has neither `#` nor a leading slash: `''` is the
 * home, `p/:id/visit` a page with a parameter. The first route that matches wins,
 * so fixed words come before parameters.
 */
export interface Route {
  path: string;
  screen: Screen | LazyScreen;
  /**
   * The page's name in the browser's title; read again when the language changes. No names of
   * people: the browser writes it down in its history.
   */
  title: (params: Params) => string;
  /** Areas of words that must be loaded before the screen may render. */
  words?: Area[];
  /** Needs no more than what is read first (model/early.ts) to be shown. */
  early?: true;
  /** No shell around it (no status line, no navigation): for a handed-over phone. */
  bare?: boolean;
}

/** `lazy(() => import('./Visit.tsx').then(m => m.Visit))` */
export function lazy(load: () => Promise<Screen>): LazyScreen {
  return { load };
}

/** The address of a page for `<a href>`: `href('p', id, 'visit')` is `#/p/<id>/visit`. */
export function href(...parts: string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Matches `path` (no `#/`) against a route's pattern; null when it does not fit. */
export function match(pattern: string, path: string): Params | null {
  const want = pattern.split('/');
  const have = path.split('/');
  if (want.length !== have.length) return null;
  const params: Params = {};
  for (const [i, part] of want.entries()) {
    const value = have[i] ?? '';
    if (!part.startsWith(':')) {
      if (part !== value) return null;
    } else {
      if (value === '') return null;
      params[part.slice(1)] = decode(value);
    }
  }
  return params;
}

/** A part of an address as it was before it was written there; as it stands if it never was. */
export function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
