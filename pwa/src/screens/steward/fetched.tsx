import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button, Empty, type FormProblem, Notice, Waiting } from '../../kit/index.ts';
import { type Answer, ApiError, type Cached, cached } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';

/** What stewards read from the server; the last good answer stays on the phone. */
export interface Items<T> {
  items: T[];
}
export interface Org {
  id: string;
  name: string;
  share_figures: boolean;
}
export interface Team {
  id: string;
  org: string;
  name: string;
}
export type Role = 'coach' | 'commissioner' | 'auditor' | 'steward' | 'person';
export interface Member {
  id: string;
  name: string;
  role: Role;
  teams: string[];
  ended_on?: string;
}
export interface Device {
  id: string;
  member: string;
  name: string;
  revoked: boolean;
  /** Milliseconds since 1970; absent for never. */
  last_seen?: number;
  revoked_at?: number;
}
export interface Unattended {
  scope: string;
  circle: string[];
}
export interface Quarter {
  quarter: string;
  open: boolean;
  released: boolean;
  release?: string;
  /** RFC 3339 */
  released_at?: string;
}

export const lists = {
  orgs: () => cached<Items<Org>>('/v1/admin/orgs'),
  teams: () => cached<Items<Team>>('/v1/admin/teams'),
  members: () => cached<Items<Member>>('/v1/admin/members'),
  devices: () => cached<Items<Device>>('/v1/admin/devices'),
  unattended: () => cached<Items<Unattended>>('/v1/admin/unattended'),
  quarters: () => cached<Items<Quarter>>('/v1/admin/releases'),
};

/** What there is of a list so far; empty before the first answer. */
export const itemsOf = <T,>(list: Cached<Items<T>>): T[] => list.value.value.data?.items ?? [];

/** The words for an error code, with what to do. */
export function problemWords(code: string): string {
  const words = t.value.steward.problem;
  const said = words[code as keyof typeof words];
  return typeof said === 'string' && code !== 'heading' ? said : words.other(code);
}

/**
 * Shows `children` once every list has something, the waiting face before that, and the
 * error face where nothing was ever fetched. Above an older answer stands how old it is.
 * Opening the page again asks again.
 */
export function Fetched(props: { of: Cached<unknown>[]; children: () => ComponentChildren }) {
  const w = t.value.steward;
  const answers: Answer<unknown>[] = props.of.map(list => list.value.value);
  const failed = answers.find(a => a.error);
  const again = () => props.of.forEach(list => void list.refresh());
  useEffect(() => {
    for (const list of props.of) {
      if (!list.value.peek().loading) void list.refresh();
    }
  }, []);
  if (answers.some(a => !a.data)) {
    if (!failed) return <Waiting text={w.loading} />;
    return (
      <Empty
        title={problemWords(failed.error?.code ?? '')}
        action={<Button onClick={again}>{w.again}</Button>}
      />
    );
  }
  return (
    <>
      {failed && (
        <Notice icon="heed" live>
          {failed.error?.code === 'offline'
            ? w.needsNetwork
            : problemWords(failed.error?.code ?? '')}{' '}
          {w.fetched(fmt.ago(Math.min(...answers.map(a => a.at ?? 0))))}{' '}
          <Button kind="quiet" onClick={again}>
            {w.again}
          </Button>
        </Notice>
      )}
      {props.children()}
    </>
  );
}

/** One call of the server at a time, with what went wrong in words. */
export function useCall() {
  const busy = useSignal(false);
  const problems = useSignal<FormProblem[]>([]);
  const run = async (call: () => Promise<void>) => {
    if (busy.value) return;
    busy.value = true;
    problems.value = [];
    try {
      await call();
    } catch (e) {
      problems.value = [{ text: problemWords(e instanceof ApiError ? e.code : 'internal') }];
    } finally {
      busy.value = false;
    }
  };
  return { busy, problems, run };
}
