import { validId } from '../../../sync/hlc/hlc.ts';
import { now } from '../local/clock.ts';
import { ulid } from '../local/ids.ts';
import type { Answered, Net } from '../local/net.ts';
import type { Identity } from './identity.ts';
import { signJwt } from './keys.ts';

/**
 * Who a new device is, by the answer to its enrolment; what that leaves out is as it was
 * `before`. Null where the answer is no such thing.
 */
export function enrolled(
  body: unknown,
  before: Partial<Identity> = {},
): Pick<Identity, 'device' | 'member' | 'issuer'> | null {
  const { device, member, issuer } = { ...before, ...(body ?? {}) } as Partial<Identity>;
  const whole = [device, member].every(id => typeof id === 'string' && validId(id));
  if (!whole || typeof issuer !== 'string' || device === before.device) return null;
  return { device, member, issuer } as Identity;
}

const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Gets access tokens (RFC 7523) for an identity and keeps the current one in memory. */
export class Tokens {
  private readonly net: Net;
  private current: { device: string; token: string; until: number } | null = null;
  private asking: { device: string; got: Promise<string | Answered> } | null = null;

  constructor(net: Net) {
    this.net = net;
  }

  /** A token that is good for a while yet, or the refusal. Calls at the same time share one. */
  get(who: Identity): Promise<string | Answered> {
    const c = this.current;
    if (c && c.device === who.device && c.until > now() + 30_000) return Promise.resolve(c.token);
    if (this.asking?.device === who.device) return this.asking.got;
    const got = this.ask(who).finally(() => {
      this.asking = null;
    });
    this.asking = { device: who.device, got };
    return got;
  }

  /** Forgets the token, because the server did not take it. */
  drop(): void {
    this.current = null;
  }

  private async ask(who: Identity): Promise<string | Answered> {
    let answer = await this.sign(who);
    // The answer's header has put the clock right by now: sign once more.
    if (answer.status === 401 && answer.code === 'clock_skew') answer = await this.sign(who);
    if (answer.status !== 200) return answer;
    const { access_token: token, expires_in: seconds } = answer.body ?? {};
    if (typeof token !== 'string' || typeof seconds !== 'number') {
      return { ...answer, status: 502, code: 'malformed' };
    }
    this.current = { device: who.device, token, until: now() + seconds * 1000 };
    return token;
  }

  private async sign(who: Identity): Promise<Answered> {
    const seconds = Math.floor(now() / 1000);
    const assertion = await signJwt(who.key, {
      iss: who.device,
      sub: who.device,
      aud: who.issuer,
      iat: seconds,
      exp: seconds + 90,
      jti: ulid(now()),
    });
    const form = { grant_type: grant, assertion };
    return this.net.call({ method: 'POST', path: '/v1/token', form, timeout: 20_000 });
  }
}
