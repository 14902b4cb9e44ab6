import { rules } from '../../../../schema/schema.gen.ts';
import type { Item } from './beside.ts';

/** What `GET /v1/people/{id}/record` answers. */
export interface KeptRecord {
  person: string;
  called: string;
  own: boolean;
  names: Record<string, string>;
  parts: KeptPart[];
}

export interface KeptPart {
  scope: string;
  circle: string[];
  records: KeptItem[];
}

interface KeptItem {
  kind: string;
  id: string;
  made_at: number;
  made_by: string;
  changed_at: number;
  changed_by: string;
  gone?: boolean;
  fields: Record<string, unknown>;
  versions?: Record<string, { text: string; at: number; by: string }[]>;
}

/** The server's records in the shape of this phone's own. */
export function itemsOf(part: KeptPart): Item[] {
  return part.records.map(r => {
    const view: Record<string, unknown> = {
      scope: part.scope,
      kind: r.kind,
      id: r.id,
      madeAt: r.made_at,
      madeBy: r.made_by || null,
      changedAt: r.changed_at,
      changedBy: r.changed_by || null,
      pending: false,
      gone: r.gone === true,
    };
    const declared = (rules as Record<string, Record<string, string>>)[r.kind] ?? {};
    for (const [name, rule] of Object.entries(declared)) {
      const value = r.fields[name];
      if (rule === 'versions') {
        const versions = (r.versions?.[name] ?? []).map(v => ({
          identity: '',
          at: v.at,
          by: v.by || null,
          text: v.text,
        }));
        view[name] = { text: typeof value === 'string' ? value : '', versions };
      } else if (value !== undefined) view[name] = value;
    }
    return view as unknown as Item;
  });
}
