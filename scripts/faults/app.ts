/**
 * The app's own store and exchange as a process that a test can put behind a bad
 * network: it enrols and fetches ("ready"), waits for a line on its input, writes and
 * sends at the same time, and tells what came of it ("done" and JSON).
 * Arguments: the server's base, an invite, and a team that may see what is written.
 */
import 'fake-indexeddb/auto';
import { createInterface } from 'node:readline';
import { enrol, openPeer } from '../../pwa/src/exchange/testpeer.ts';
import { ulid } from '../../pwa/src/local/ids.ts';
import type { Net } from '../../pwa/src/local/net.ts';

const visits = 60;
const pause = 60;
const patience = 90_000;

const [base = '', invite = '', team = ''] = process.argv.slice(2);
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
await phone.sync();
console.log('ready');
await new Promise(resolve => createInterface(process.stdin).once('line', resolve));

const person = ulid(Date.now());
const scope = `person:${person}`;
const circle = [`member:${identity.member}`, `team:${team}`];
await phone.write({ scope, kind: 'person', id: person, set: { called: 'Gwen' }, add: { circle } });
for (let n = 1; n <= visits; n++) {
  const set = { on: '2026-11-02', story: `Told by the app, number ${n}` };
  await phone.write({ scope, kind: 'visit', id: ulid(Date.now()), set });
  phone.exchange.nudge();
  await new Promise(resolve => setTimeout(resolve, pause));
}
for (const end = Date.now() + patience; phone.store.memory.outbox.size > 0 && Date.now() < end; ) {
  await phone.sync();
  await new Promise(resolve => setTimeout(resolve, pause));
}
const left = phone.store.memory.outbox.size;
const told = { device: phone.identity.device, scope, written: visits + 1, left, failed, statuses };
console.log(`done ${JSON.stringify(told)}`);
process.exit(0);
