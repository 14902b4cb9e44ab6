import type { Kind, View } from './view.ts';

/** All records of a kind in a scope that are not gone, in the order in which they were made. */
export function records<K extends Kind>(
  _scope: string,
  _kind: K,
  _options: { gone?: boolean } = {},
): View<K>[] {
  throw new Error('not yet');
}

/** One record, gone or not. */
export function record<K extends Kind>(_scope: string, _kind: K, _id: string): View<K> | undefined {
  throw new Error('not yet');
}

/** All records of a kind in every scope that this phone holds, that are not gone. */
export function allOf<K extends Kind>(_kind: K): View<K>[] {
  throw new Error('not yet');
}

/** Scopes of a sort that this phone holds, as `person:<id>`. */
export function scopesOf(_sort: 'person' | 'between' | 'team'): string[] {
  throw new Error('not yet');
}
