/**
 * When this phone speaks with the server, and what it does after each answer: a pure
 * machine. `step` takes a state and an event and gives the next state and at most a few
 * effects; the driver carries those out and reports back with another event.
 */

/** At most this many changes in one push. */
export const maxPush = 500;

/** Bytes of changes that one answer may bring, at most and at least. */
export const mostRoom = 512 * 1024;
const leastRoom = 16 * 1024;

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
  /**
   * Bytes of changes that the next answer may bring; halved while rounds get lost on their
   * way, since a network that cuts long streams lets short ones through.
   */
  room: number;
  /** A new token was tried for this round already. */
  renewed: boolean;
  /** The server was out of reach when last asked. */
  unreachable: boolean;
  /** Code of the refusal that keeps everything waiting; '' when none does. */
  trouble: string;
  /** The server takes nothing just now: rounds that only fetch. */
  fetchOnly: boolean;
  /** A refused lone change, while everything is fetched before it is set aside; else 0. */
  looking: number;
  /** The last one for which that was done. */
  looked: number;
  /** The server said how long to wait; nobody's nudge shortens that. */
  told: boolean;
}

export const start: State = {
  phase: 'resting',
  leading: false,
  again: false,
  failures: 0,
  limit: maxPush,
  room: mostRoom,
  renewed: false,
  unreachable: false,
  trouble: '',
  fetchOnly: false,
  looking: 0,
  looked: 0,
  told: false,
};

/** What a round carried: how many changes (or relayed stretches), their first and last number. */
export interface Sent {
  count: number;
  first: number;
  last: number;
}

export type Event =
  | { type: 'lead' }
  | { type: 'yield' }
  /** Saved here, moved there, back online, in sight again, asked for by hand. */
  | { type: 'nudge' }
  | { type: 'pause over' }
  | { type: 'answered'; sent: Sent }
  /** The round has been under way for a while, and nothing has failed. */
  | { type: 'slow' }
  | {
      type: 'refused';
      sent: Sent;
      status: number;
      code: string;
      retryAfter: number | null;
      /** The first number that somebody else had used, and how many went before it. */
      n?: number;
      before?: number;
    }
  /** The answer is on disk. `left`: own changes not acknowledged; `progress`: anything moved. */
  | { type: 'taken'; more: boolean; left: boolean; progress: boolean; forked: number | null }
  | { type: 'mended' }
  /** The phone's own storage failed. */
  | { type: 'storage failed' };

export type Effect =
  /** With a limit of 0 it only fetches. */
  | { do: 'round'; limit: number; room: number }
  | { do: 'take' }
  | { do: 'renew token' }
  /** Set this lone change (or relayed stretch) aside: the server cannot read it. */
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
    case 'slow':
      return [s.phase === 'asking' ? { ...s, unreachable: false } : s, []];
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
  if (s.phase === 'resting' || (s.phase === 'pausing' && !s.told)) return round(s);
  return [{ ...s, again: true }, []];
}

function round(s: State): Step {
  if (!s.leading) return [{ ...s, phase: 'resting', again: false }, []];
  const limit = s.fetchOnly ? 0 : s.limit;
  return [
    { ...s, phase: 'asking', again: false, told: false },
    [{ do: 'round', limit, room: s.room }],
  ];
}

function taken(s: State, e: Event & { type: 'taken' }, spread: number): Step {
  if (s.fetchOnly) return fetched(s, e, spread);
  if (e.forked !== null) return [{ ...s, phase: 'mending' }, [{ do: 'fork', n: e.forked }]];
  const limit = Math.min(maxPush, s.limit * 2);
  const room = Math.min(mostRoom, s.room * 2);
  const well = { ...s, limit, room, renewed: false, trouble: '' };
  if (e.progress) {
    const next = { ...well, failures: 0 };
    return e.more || e.left || s.again ? round(next) : [{ ...next, phase: 'resting' }, []];
  }
  // An answer that moved nothing although something waits must not be asked for in a circle.
  if (e.more || e.left) return pause(well, spread, '', null);
  const next = { ...well, failures: 0 };
  return s.again ? round(next) : [{ ...next, phase: 'resting' }, []];
}

/** All is fetched that there was; then what waits here is offered again, after a while. */
function fetched(s: State, e: Event & { type: 'taken' }, spread: number): Step {
  const well = { ...s, renewed: false };
  if (e.more && e.progress) return round(well);
  if (s.looking > 0) return round({ ...well, fetchOnly: false, looking: 0, looked: s.looking });
  return pause({ ...well, fetchOnly: false, again: false }, spread, s.trouble, null);
}

function refused(s: State, e: Event & { type: 'refused' }, spread: number): Step {
  const { status, code, sent } = e;
  if (status === 0) {
    const room = Math.max(leastRoom, s.room / 2);
    return pause({ ...s, room, unreachable: true }, spread, '', null);
  }
  const known = { ...s, unreachable: false };
  if (code === 'device_revoked')
    return [{ ...known, phase: 'stopped', trouble: code }, [{ do: 'stop', code }]];
  if (status === 401 || code === 'wrong_device') {
    if (s.renewed) return pause(known, spread, code, e.retryAfter);
    const [next, effects] = round({ ...known, renewed: true });
    return [next, [{ do: 'renew token' }, ...effects]];
  }
  if (status === 507 && !s.fetchOnly) return round({ ...known, fetchOnly: true, trouble: code });
  if (status === 409 && code === 'device_forked' && s.phase === 'asking') {
    const { n = sent.first } = e;
    // Only a number that was sent can be somebody else's.
    if (sent.count > 0 && n >= sent.first && n <= sent.last) return forked(known, e);
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

/** What went before the first foreign number is this phone's own: its outcomes are asked for first. */
function forked(s: State, e: Event & { type: 'refused' }): Step {
  const { sent, n = sent.first, before = 0 } = e;
  if (before > 0) return round({ ...s, limit: before });
  return [{ ...s, phase: 'mending' }, [{ do: 'fork', n }]];
}

/**
 * Half as many at once, down to a lone change, which is set aside so that the rest goes on.
 * Before that everything is fetched: it may have been taken earlier, and the answer lost.
 */
function halve(s: State, sent: Sent, code: string): Step {
  if (sent.count > 1) {
    return round({ ...s, limit: Math.ceil(sent.count / 2) });
  }
  if (sent.first > 0 && s.looked !== sent.first) {
    return round({ ...s, fetchOnly: true, looking: sent.first });
  }
  return [{ ...s, phase: 'mending' }, [{ do: 'set aside', n: sent.first, code }]];
}

function pause(s: State, spread: number, trouble: string, retryAfter: number | null): Step {
  const failures = s.failures + 1;
  const most = Math.min(backoffMost, backoffFirst * 2 ** Math.min(failures - 1, 10));
  const ms = Math.max(
    Math.round(most * (0.5 + spread / 2)),
    Math.min(retryAfter ?? 0, 3600) * 1000,
  );
  const told = retryAfter !== null;
  const next: State = {
    ...s,
    phase: 'pausing',
    failures,
    trouble,
    renewed: false,
    fetchOnly: false,
    looking: 0,
    told,
    again: s.again && told,
  };
  if (s.again && !told && s.failures === 0) return round(next);
  return [next, [{ do: 'pause', ms }]];
}
