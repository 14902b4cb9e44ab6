import { useEffect } from 'preact/hooks';
import { noteSeen } from '../../model/seen.ts';

/** Notes that a person's page, or one record, is open; nothing where the scope is not known. */
export function useSeen(scope: string | undefined, kind?: string, id?: string): void {
  useEffect(() => {
    if (scope) noteSeen(scope, kind && id ? { kind, id } : undefined);
  }, [scope, kind, id]);
}
