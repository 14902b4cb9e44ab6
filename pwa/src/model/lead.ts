import type { Exchange } from '../exchange/driver.ts';
import { forgetNames } from '../exchange/mend.ts';
import { after, sleep } from '../local/clock.ts';
import type { Net } from '../local/net.ts';
import type { Tokens } from '../session/token.ts';
import { identity, opened, store } from './phone.ts';
import { sendSeen } from './seen.ts';

/** Where nobody tells this phone that something moved, it asks this often. */
const askEvery = 5 * 60_000;

/** Waits until this tab may speak for all of them, then keeps speaking until it closes. */
export function leadWhenFree(exchange: Exchange, net: Net, tokens: Tokens): void {
  const lead = async () => {
    await store().catchUp();
    exchange.lead();
    void forgetNames(store()).catch(() => {});
    void listen(exchange, net, tokens);
    askNowAndThen(exchange);
    void sendSeen();
    await new Promise(() => {});
  };
  if (navigator.locks) void navigator.locks.request(`${opened().name}.lead`, lead).catch(() => {});
  else void lead();
  addEventListener('online', () => {
    exchange.nudge();
    void sendSeen();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') exchange.nudge();
  });
}

function askNowAndThen(exchange: Exchange): void {
  after(askEvery, () => {
    if (document.visibilityState === 'visible') exchange.nudge();
    void sendSeen();
    askNowAndThen(exchange);
  });
}

/** Reads server-sent events for as long as this tab leads. Losing them costs only time. */
async function listen(exchange: Exchange, net: Net, tokens: Tokens): Promise<void> {
  let wait = 1_000;
  for (;;) {
    const who = identity.peek();
    const { phase, unreachable, leading } = exchange.state.peek();
    if (phase === 'stopped' || !leading) return;
    const token = who && !unreachable && navigator.onLine ? await tokens.get(who) : null;
    if (typeof token === 'string') {
      // Whatever moved while nobody listened.
      const began = () => exchange.nudge();
      const status = await net.events('/v1/events', token, data => moved(exchange, data), began);
      if (status === 401) tokens.drop();
      wait = status === 200 ? 1_000 : Math.min(wait * 2, 60_000);
    } else {
      wait = Math.min(wait * 2, 15_000);
    }
    await sleep(wait);
    if (typeof token === 'string') exchange.nudge();
  }
}

function moved(exchange: Exchange, data: string): void {
  try {
    const { scope, head } = JSON.parse(data) as { scope: string; head: number };
    const cursor = store().memory.cursors.get(scope);
    if (cursor && !cursor.lost && cursor.at >= head) return;
  } catch {
    // Whatever it was, asking costs little.
  }
  exchange.nudge();
}
