import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button, Empty, Waiting } from '../../kit/index.ts';
import { ApiError } from '../../model/index.ts';
import { t } from '../../words/index.ts';

/** What was asked of the server and what came of it. Nothing of it stays on the phone. */
export interface Asking<T> {
  data: T | null;
  code: string;
  busy: boolean;
  ask(): Promise<void>;
  set(data: T): void;
}

/** Asks when the screen opens, and again on `ask`. */
export function useAsked<T>(get: () => Promise<T>, key: string): Asking<T> {
  const data = useSignal<T | null>(null);
  const code = useSignal('');
  const busy = useSignal(false);
  const ask = async () => {
    busy.value = true;
    try {
      data.value = await get();
      code.value = '';
    } catch (e) {
      code.value = codeOf(e);
    } finally {
      busy.value = false;
    }
  };
  useEffect(() => void ask(), [key]);
  return {
    data: data.value,
    code: code.value,
    busy: busy.value,
    ask,
    set: value => {
      data.value = value;
    },
  };
}

export const codeOf = (e: unknown) => (e instanceof ApiError ? e.code : 'internal');

export function problemWords(code: string): string {
  const words = t.value.ledger.problem;
  const said = (words as Record<string, unknown>)[code];
  return typeof said === 'string' && code !== 'heading' ? said : words.other(code);
}

/** The answer, or the waiting face, or what went wrong and a way to try again. */
export function Shown<T>(props: { of: Asking<T>; children: (data: T) => ComponentChildren }) {
  const { data, code, ask } = props.of;
  const w = t.value.ledger;
  if (data) return <>{props.children(data)}</>;
  if (!code) return <Waiting text={w.loading} />;
  return (
    <Empty
      title={problemWords(code)}
      action={<Button onClick={() => void ask()}>{w.problem.again}</Button>}
    />
  );
}
