import type { Fields, Kind } from '../../../schema/schema.gen.ts';
import type { Words as SchemaWords } from '../../../schema/table.ts';
import type { ViewBase, Words } from './types.ts';

type Shown<F> = { readonly [P in keyof F]: F[P] extends SchemaWords ? Words : F[P] };

/** What a screen sees of one record: `ViewBase` and the kind's own fields. */
export type View<K extends Kind = Kind> = K extends Kind
  ? ViewBase & { readonly kind: K } & Shown<Fields[K]>
  : never;

export type { Kind };
