// The Yjs clients of Hocuspocus, one document each, over plain websockets so that
// they cost little: node hocuspocus-clients.mjs ADDR TOKEN. The first line that
// comes in is the visits by client and batch, the last client being the warm-up;
// then "push" and "pull", each answered with one line of JSON.
import { createInterface } from 'node:readline';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

const [addr, token] = process.argv.slice(2);
const SYNC = 0;
const AUTH = 2;
const SYNC_REPLY = 4;
const SYNC_STATUS = 8;
const STEP1 = 0;
const STEP2 = 1;
const UPDATE = 2;

const message = (name, type, write) => {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, name);
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
};

const syncMessage = (name, step, bytes) =>
  message(name, SYNC, encoder => {
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, bytes);
  });

const authMessage = name =>
  message(name, AUTH, encoder => {
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, token);
  });

// A connection resolves what waits for the next message of a kind, by document.
class Connection {
  waiting = new Map();

  static async open() {
    const made = new Connection();
    made.socket = new WebSocket(`ws://${addr}`);
    made.socket.binaryType = 'arraybuffer';
    made.socket.on('message', data => made.take(new Uint8Array(data)));
    made.socket.on('close', () => made.fail(new Error('the connection was closed')));
    await new Promise((done, fail) => made.socket.on('open', done).on('error', fail));
    return made;
  }

  take(data) {
    const decoder = decoding.createDecoder(data);
    const name = decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === SYNC || type === SYNC_REPLY) {
      const step = decoding.readVarUint(decoder);
      if (step === STEP2) this.settle(`${name} step2`, decoding.readVarUint8Array(decoder));
    } else if (type === SYNC_STATUS) {
      if (decoding.readVarUint(decoder) !== 1) throw new Error(`${name}: an update was refused`);
      this.settle(`${name} status`);
    } else if (type === AUTH) {
      if (decoding.readVarUint(decoder) !== 2) throw new Error(`${name}: the token was refused`);
      this.settle(`${name} auth`);
    }
  }

  settle(key, value) {
    this.waiting.get(key)?.done(value);
    this.waiting.delete(key);
  }

  fail(error) {
    for (const { fail } of this.waiting.values()) fail(error);
    this.waiting.clear();
  }

  ask(bytes, key) {
    const answer = new Promise((done, fail) => this.waiting.set(key, { done, fail }));
    this.socket.send(bytes);
    return answer;
  }
}

const uuid = () => globalThis.crypto.randomUUID();

// prepare turns batches into updates, one transaction of one Y.Map a visit each.
async function prepare(batches, index) {
  const name = `person:${index}`;
  const connection = await Connection.open();
  await connection.ask(authMessage(name), `${name} auth`);
  const doc = new Y.Doc();
  const map = doc.getMap('visits');
  const updates = [];
  doc.on('update', update => updates.push(syncMessage(name, UPDATE, update)));
  for (const batch of batches) {
    doc.transact(() => {
      for (const visit of batch) map.set(uuid(), new Y.Map(Object.entries(visit)));
    });
  }
  return { name, connection, updates, changes: batches.flat().length };
}

async function send({ name, connection, updates }, each) {
  for (const update of updates) {
    const sent = performance.now();
    await connection.ask(update, `${name} status`);
    each.push(performance.now() - sent);
  }
}

async function pull(names) {
  const connection = await Connection.open();
  let changes = 0;
  for (const name of names) {
    await connection.ask(authMessage(name), `${name} auth`);
    const doc = new Y.Doc();
    const stateVector = Y.encodeStateVector(doc);
    const update = await connection.ask(syncMessage(name, STEP1, stateVector), `${name} step2`);
    Y.applyUpdate(doc, update);
    changes += doc.getMap('visits').size;
  }
  connection.socket.close();
  return { changes };
}

async function timed(work) {
  const used = process.cpuUsage();
  const began = performance.now();
  const got = await work();
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(used);
  return { ...got, took, cpu: (user + system) / 1e6 };
}

let clients;
async function answer(line) {
  if (line === 'push') {
    const each = [];
    const pushing = clients.slice(0, -1);
    return timed(async () => {
      await Promise.all(pushing.map(c => send(c, each)));
      return { changes: pushing.reduce((sum, c) => sum + c.changes, 0), each };
    });
  }
  if (line === 'pull') return timed(() => pull(clients.map(c => c.name)));
  clients = await Promise.all(JSON.parse(line).map(prepare));
  await send(clients.at(-1), []);
  return {};
}

for await (const line of createInterface({ input: process.stdin })) {
  const got = await answer(line).catch(error => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify(got)}\n`);
}
