import { after, clockOffset, deviceNow, setClockOffset } from './clock.ts';

/** What the server answered, or status 0 when nothing (whole) came back. */
export interface Answered {
  status: number;
  /** Stable code of a problem; `offline` or `timeout` with status 0; '' when all is well. */
  code: string;
  // biome-ignore lint/suspicious/noExplicitAny: checked by whoever asked
  body: any;
  /** The body as it came. */
  text: string;
  /** Seconds that the server asks to wait. */
  retryAfter: number | null;
}

export interface Ask {
  method: string;
  path: string;
  token?: string | undefined;
  json?: unknown;
  /** JSON that was written already. */
  text?: string;
  form?: Record<string, string>;
  /** The body is wanted as bytes, where all goes well. */
  raw?: boolean;
  /** Milliseconds until the call is given up. */
  timeout?: number;
}

/** Bodies above this many characters are sent compressed. */
const zipAbove = 2_000;

/** The server says something every 20 seconds; after this long the line is dead. */
const quietMost = 50_000;

/** One call of the server; never throws. */
export interface Net {
  call(ask: Ask): Promise<Answered>;
  /**
   * Reads server-sent events until they end; `got` is called with each `data`, and `began`
   * once they can be heard: what moved before that has to be asked for.
   */
  events(
    path: string,
    token: string,
    got: (data: string) => void,
    began?: () => void,
  ): Promise<number>;
}

/** The only place that fetches. `base` is '' in the browser, an origin in tests. */
export function fetchNet(base = ''): Net {
  return {
    call: ask => call(base, ask),
    events: (path, token, got, began) => events(base, path, token, got, began),
  };
}

async function call(base: string, ask: Ask): Promise<Answered> {
  const stop = AbortSignal.timeout(ask.timeout ?? 60_000);
  try {
    const { headers, body } = await pack(ask);
    const sent = deviceNow();
    const res = await fetch(base + ask.path, {
      method: ask.method,
      headers,
      body,
      signal: stop,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
    learnTime(res.headers.get('Alongside-Time'), sent);
    if (ask.raw && res.ok) return { ...answered(res, ''), body: await res.arrayBuffer() };
    return answered(res, await res.text());
  } catch {
    return nothing(stop.aborted ? 'timeout' : 'offline');
  }
}

function nothing(code: string): Answered {
  return { status: 0, code, body: null, text: '', retryAfter: null };
}

function answered(res: Response, text: string): Answered {
  const retry = Number(res.headers.get('Retry-After'));
  const retryAfter = Number.isFinite(retry) && retry > 0 ? retry : null;
  let body: unknown = null;
  try {
    // A sheet is for saving as a file, as it is.
    const isSheet = res.ok && res.headers.get('Content-Type')?.startsWith('text/csv');
    body = isSheet ? text : text === '' ? null : JSON.parse(text);
  } catch {
    // A gateway's page, or half an answer: as if nothing had come.
    if (res.ok) return nothing('offline');
  }
  const code = (body as { code?: unknown } | null)?.code;
  return {
    status: res.status,
    code: res.ok ? '' : typeof code === 'string' ? code : 'http',
    body,
    text,
    retryAfter,
  };
}

async function pack(ask: Ask): Promise<{ headers: Record<string, string>; body: BodyInit | null }> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (ask.token) headers.Authorization = `Bearer ${ask.token}`;
  if (ask.form) {
    headers['Content-Type'] = 'application/x-www-form-urlencoded';
    return { headers, body: new URLSearchParams(ask.form).toString() };
  }
  if (ask.json === undefined && ask.text === undefined) return { headers, body: null };
  headers['Content-Type'] = 'application/json';
  const text = ask.text ?? JSON.stringify(ask.json);
  if (text.length < zipAbove || typeof CompressionStream === 'undefined') {
    return { headers, body: text };
  }
  headers['Content-Encoding'] = 'gzip';
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return { headers, body: await new Response(stream).arrayBuffer() };
}

/** Keeps the offset to the server's clock; half of the round trip is taken off. */
function learnTime(header: string | null, sent: number): void {
  if (!header || !/^[0-9a-f]{12}$/.test(header)) return;
  const got = deviceNow();
  const offset = Number.parseInt(header, 16) - Math.round((sent + got) / 2);
  const doubt = (got - sent) / 2 + 500;
  if (Math.abs(offset - clockOffset()) > doubt) setClockOffset(offset);
}

/** Resolves with the HTTP status when the stream ended, 0 when it broke. */
async function events(
  base: string,
  path: string,
  token: string,
  got: (data: string) => void,
  began: () => void = () => {},
): Promise<number> {
  const stop = new AbortController();
  let quiet = after(quietMost, () => stop.abort());
  try {
    const res = await fetch(base + path, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
      signal: stop.signal,
      cache: 'no-store',
      credentials: 'omit',
    });
    if (!res.ok || !res.body) return res.status;
    began();
    const reader = res.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return res.status;
      quiet();
      quiet = after(quietMost, () => stop.abort());
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data:')) got(line.slice(5).trim());
    }
  } catch {
    return 0;
  } finally {
    quiet();
  }
}
