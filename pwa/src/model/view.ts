import type { ViewBase } from './types.ts';

/** What a screen sees of one record: `ViewBase` and the kind's own fields. */
// biome-ignore lint/suspicious/noExplicitAny: fields get their types from the schema
export type View<_K extends string = string> = ViewBase & { readonly [field: string]: any };
