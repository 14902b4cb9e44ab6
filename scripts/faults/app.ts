/**
 * The app's own store and exchange as a process that a test can put behind a bad
 * network: it enrols and fetches ("ready"), waits for a line on its input, writes and
 * sends at the same time, and tells what came of it ("done" and JSON).
 * Arguments: the server's base, an invite, a team that may see what is written, and how many
 * bytes of noise each story carries.
 */
import 'fake-indexeddb/auto';
import { createInterface } from 'node:readline';
import { enrol, openPeer } from '../../pwa/src/exchange/testpeer.ts';
import { ulid } from '../../pwa/src/local/ids.ts';
import type { Net } from '../../pwa/src/local/net.ts';

const visits = 60;
const pause = 60;
const patience = 90_000;

const [base = '', invite = '', team = '', noise = '0'] = process.argv.slice(2);
const statuses: Record<string, number> = {};
let failed = 0;

const { net, identity } = await enrol(base, invite);
const counting: Net = {
  async call(ask) {
    const answer = await net.call(ask);
    if (answer.status === 0) failed++;
    else
      statuses[`${ask.path} ${answer.status}`] =
        (statuses[`${ask.path} ${answer.status}`] ?? 0) + 1;
    return answer;
  },
  events: net.events,
};
const phone = await openPeer('faults', counting, identity);
await quiet();
console.log('ready');
await new Promise(resolve => createInterface(process.stdin).once('line', resolve));

const person = ulid(Date.now());
const scope = `person:${person}`;
const circle = [`member:${identity.member}`, `team:${team}`];
await phone.write({ scope, kind: 'person', id: person, set: { called: 'Gwen' }, add: { circle } });
for (let n = 1; n <= visits; n++) {
  const set = { on: '2026-11-02', story: `Told by the app, number ${n}${noisy()}` };
  await phone.write({ scope, kind: 'visit', id: ulid(Date.now()), set });
  phone.exchange.nudge();
  await new Promise(resolve => setTimeout(resolve, pause));
}
await quiet();
const left = phone.store.memory.outbox.size;
const told = { device: phone.identity.device, scope, written: visits + 1, left, failed, statuses };
console.log(`done ${JSON.stringify(told)}`);
process.exit(0);

/** Rounds until everything is sent and fetched, or patience ends. */
async function quiet(): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    await phone.sync();
    if (phone.exchange.state.peek().phase === 'resting') return;
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}

/** Words that do not get shorter by packing. */
function noisy(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(Number(noise)));
  return bytes.length > 0 ? ` ${Buffer.from(bytes).toString('base64')}` : '';
}
