import { useEffect } from 'preact/hooks';
import { noteSeen } from '../../model/seen.ts';

/** Notes that all of some scopes is open: what the circle reads, and what only a few do. */
export function useAllSeen(scopes: string[]): void {
  useEffect(() => {
    for (const scope of scopes) noteSeen(scope);
  }, [scopes.join()]);
}

/** Notes that a person's page, or one record, is open; nothing where the scope is not known. */
export function useSeen(scope: string | undefined, kind?: string, id?: string): void {
  useEffect(() => {
    if (scope) noteSeen(scope, kind && id ? { kind, id } : undefined);
  }, [scope, kind, id]);
}
