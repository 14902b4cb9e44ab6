import type { Problem, Write } from './types.ts';
import type { View } from './view.ts';

/** A new record id: a lower-case ULID. */
export function newId(): string {
  throw new Error('not yet');
}

/** What is wrong with a write, by the schema; empty when nothing is. */
export function validate(_write: Write): Problem[] {
  throw new Error('not yet');
}

/**
 * Saves all the writes or none. When it resolves they are on this phone's disk and on
 * its screens. Rejects with SaveError: code `invalid` (with `problems`), `full` (no room
 * left on the phone) or `storage`; what the form holds is untouched.
 */
export function save(_writes: Write[]): Promise<void> {
  throw new Error('not yet');
}

/** Like `save`, but nothing is sent for some seconds, in which `undo` takes it all back. */
export function saveWithUndo(_writes: Write[], _seconds = 10): Promise<{ undo(): Promise<void> }> {
  throw new Error('not yet');
}

/** The write that copies a record's fields into another scope, naming its source. */
export function copyTo(_record: View, _scope: string): Write {
  throw new Error('not yet');
}
