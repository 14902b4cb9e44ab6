/**
 * When this phone speaks with the server, and what it does after each answer: a pure
 * machine. `step` takes a state and an event and gives the next state and at most a few
 * effects; the driver carries those out and reports back with another event.
 */

/** At most this many changes in one push. */
export const maxPush = 500;

const backoffFirst = 1_000;
const backoffMost = 120_000;

export type Phase =
  /** Nothing to do until somebody nudges. */
  | 'resting'
  /** A round is under way. */
  | 'asking'
  /** The answer is being written to the phone. */
  | 'taking'
  /** Something is being put right: a change set aside, a new device after a fork. */
  | 'mending'
  /** Waiting before the next try. */
  | 'pausing'
  /** This device may not speak any more. */
  | 'stopped';

export interface State {
  phase: Phase;
  /** Only the leading tab speaks with the server. */
  leading: boolean;
  /** Somebody asked for a round while one was under way. */
  again: boolean;
  /** Failed rounds in a row. */
  failures: number;
  /** How many changes the next push may hold; halved while the server refuses. */
  limit: number;
  /** A new token was tried for this round already. */
  renewed: boolean;
  /** The server was out of reach when last asked. */
  unreachable: boolean;
  /** Code of the refusal that keeps everything waiting; '' when none does. */
  trouble: string;
}

export const start: State = {
  phase: 'resting',
  leading: false,
  again: false,
  failures: 0,
  limit: maxPush,
  renewed: false,
  unreachable: false,
  trouble: '',
};

/** What a round carried: how many changes, and the number of the first. */
export interface Sent {
  count: number;
  first: number;
}

export type Event =
  | { type: 'lead' }
  | { type: 'yield' }
  /** Saved here, moved there, back online, in sight again, asked for by hand. */
  | { type: 'nudge' }
  | { type: 'pause over' }
  | { type: 'answered'; sent: Sent }
  | {
      type: 'refused';
      sent: Sent;
      status: number;
      code: string;
      retryAfter: number | null;
      n?: number;
    }
  /** The answer is on disk. `left`: own changes not acknowledged; `progress`: anything moved. */
  | { type: 'taken'; more: boolean; left: boolean; progress: boolean; forked: number | null }
  | { type: 'mended' }
  /** The phone's own storage failed. */
  | { type: 'storage failed' };

export type Effect =
  | { do: 'round'; limit: number }
  | { do: 'take' }
  | { do: 'renew token' }
  /** Set this lone change aside: the server cannot read it. */
  | { do: 'set aside'; n: number; code: string }
  /** Enrol anew; changes from n on were not taken. */
  | { do: 'fork'; n: number }
  | { do: 'pause'; ms: number }
  | { do: 'stop'; code: string };

export type Step = [State, Effect[]];

/** One step of the machine. `spread` in [0, 1) spreads the retries of many phones. */
export function step(s: State, e: Event, spread = 0.5): Step {
  if (s.phase === 'stopped') return [s, []];
  switch (e.type) {
    case 'lead':
      return round({ ...s, leading: true });
    case 'yield':
      return [{ ...s, leading: false, phase: 'resting', again: false }, []];
    case 'nudge':
      return nudged(s);
    case 'pause over':
      return s.phase === 'pausing' ? round(s) : [s, []];
    case 'answered':
      return s.phase === 'asking'
        ? [{ ...s, phase: 'taking', unreachable: false }, [{ do: 'take' }]]
        : [s, []];
    case 'taken':
      return s.phase === 'taking' ? taken(s, e, spread) : [s, []];
    case 'mended':
      return s.phase === 'mending' ? round(s) : [s, []];
    case 'refused':
      return s.phase === 'asking' || s.phase === 'mending' ? refused(s, e, spread) : [s, []];
    case 'storage failed':
      return s.phase === 'resting' ? [s, []] : pause(s, spread, 'storage', null);
  }
}

function nudged(s: State): Step {
  if (!s.leading) return [s, []];
  if (s.phase === 'resting' || s.phase === 'pausing') return round(s);
  return [{ ...s, again: true }, []];
}

function round(s: State): Step {
  if (!s.leading) return [{ ...s, phase: 'resting', again: false }, []];
  return [{ ...s, phase: 'asking', again: false }, [{ do: 'round', limit: s.limit }]];
}

function taken(s: State, e: Event & { type: 'taken' }, spread: number): Step {
  if (e.forked !== null) return [{ ...s, phase: 'mending' }, [{ do: 'fork', n: e.forked }]];
  const limit = Math.min(maxPush, s.limit * 2);
  const well = { ...s, limit, renewed: false, trouble: '' };
  if (e.progress) {
    const next = { ...well, failures: 0 };
    return e.more || e.left || s.again ? round(next) : [{ ...next, phase: 'resting' }, []];
  }
  // An answer that moved nothing although something waits must not be asked for in a circle.
  if (e.more || e.left) return pause(well, spread, '', null);
  const next = { ...well, failures: 0 };
  return s.again ? round(next) : [{ ...next, phase: 'resting' }, []];
}

function refused(s: State, e: Event & { type: 'refused' }, spread: number): Step {
  const { status, code, sent } = e;
  if (status === 0) return pause({ ...s, unreachable: true }, spread, '', null);
  const known = { ...s, unreachable: false };
  if (code === 'device_revoked')
    return [{ ...known, phase: 'stopped', trouble: code }, [{ do: 'stop', code }]];
  if (status === 401 || code === 'wrong_device') {
    if (s.renewed) return pause(known, spread, code, e.retryAfter);
    const renewed = { ...known, phase: 'asking' as const, renewed: true };
    return [renewed, [{ do: 'renew token' }, { do: 'round', limit: s.limit }]];
  }
  if (status === 409 && code === 'device_forked' && s.phase === 'asking') {
    return [{ ...known, phase: 'mending' }, [{ do: 'fork', n: e.n ?? sent.first }]];
  }
  if (
    (status === 413 || status === 400 || status === 422) &&
    code !== 'unsupported_protocol' &&
    sent.count > 0
  ) {
    return halve(known, sent, code);
  }
  return pause(known, spread, code, e.retryAfter);
}

/** Half as many at once, down to a lone change, which is set aside so that the rest goes on. */
function halve(s: State, sent: Sent, code: string): Step {
  if (sent.count > 1) {
    const limit = Math.ceil(sent.count / 2);
    return [{ ...s, phase: 'asking', limit }, [{ do: 'round', limit }]];
  }
  return [{ ...s, phase: 'mending' }, [{ do: 'set aside', n: sent.first, code }]];
}

function pause(s: State, spread: number, trouble: string, retryAfter: number | null): Step {
  const failures = s.failures + 1;
  const most = Math.min(backoffMost, backoffFirst * 2 ** Math.min(failures - 1, 10));
  const ms = Math.max(Math.round(most * (0.5 + spread / 2)), (retryAfter ?? 0) * 1000);
  const next: State = { ...s, phase: 'pausing', failures, trouble, renewed: false };
  if (s.again)
    return s.failures === 0
      ? round({ ...next, again: false })
      : [{ ...next, again: false }, [{ do: 'pause', ms }]];
  return [next, [{ do: 'pause', ms }]];
}
