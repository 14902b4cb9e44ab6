// Measures the app in a real browser on a slowed-down phone, against the real
// binary, and prints a table for docs/benchmarks.md:
//   first load (bytes on the wire, time until the page can be used)
//   tap on Save until the words are durable
//   first fill of 10,000 records; start offline with them, server dead, and unlocking
// Usage: node scripts/bench/phone.mjs [records] [parts]   (after scripts/build)
//   parts: of first,save,big those to measure, all by default; with PROFILES=folder, what
//   ran in the page during one of each is written there, for the performance panel of Chrome
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const RECORDS = Number(process.argv[2] ?? 10_000);
const PARTS = (process.argv[3] ?? 'first,save,big').split(',');
const SAVES = 40;
const UNLOCKS = 5;
/** Four words at a thumb's pace take ten times as long. */
const TYPING = 1_000;
const passphrase = 'otter lamp seven harbour';
const dir = mkdtempSync(join(tmpdir(), 'alongside-bench-'));
const addr = `127.0.0.1:${19000 + (process.pid % 900)}`;
const base = `http://${addr}`;
const rows = [];
const row = (what, value) => {
  rows.push(`| ${what} | ${value} |`);
  console.error(`${what}: ${value}`);
};
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
const at = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const ms = n => `${Math.round(n)} ms`;
const middle = list =>
  ms(
    at(
      [...list].sort((a, b) => a - b),
      0.5,
    ),
  );

const args = [
  '--demo',
  '--data',
  join(dir, 'store'),
  '--addr',
  addr,
  '--links',
  join(dir, 'links.json'),
];
const server = spawn('./alongside', args, { stdio: 'ignore' });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
});
try {
  for (let i = 0; i < 600 && !(await fetch(`${base}/readyz`).catch(() => null))?.ok; i++)
    await sleep(50);
  const links = JSON.parse(readFileSync(join(dir, 'links.json'), 'utf8'));
  const coaches = links.filter(link => link.role === 'coach');
  const steward = links.find(link => link.role === 'steward');
  if (PARTS.includes('first')) await firstLoad();
  if (PARTS.includes('save')) await livingPhone(coaches[0].url);
  if (PARTS.includes('big')) await bigPhone(await writeRecords(coaches[2].invite, steward.invite));
} finally {
  await browser.close();
  server.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
}
console.log(`| what | measured |\n| --- | --- |\n${rows.join('\n')}`);

/** A phone-sized page whose network and processor are slowed down. */
async function slowPage(context, { network, cpu }) {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  if (network) {
    const bytes = (400 * 1024) / 8;
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: bytes,
      uploadThroughput: bytes,
    });
  }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  return { page, cdp };
}

/** Runs `work`, and writes down what the page did meanwhile, where that is wanted. */
async function profiled(cdp, name, work) {
  if (!process.env.PROFILES) return work();
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 250 });
  await cdp.send('Profiler.start');
  const answer = await work();
  const { profile } = await cdp.send('Profiler.stop');
  writeFileSync(join(process.env.PROFILES, `${name}.cpuprofile`), JSON.stringify(profile));
  return answer;
}

async function firstLoad() {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    serviceWorkers: 'block',
  });
  const { page, cdp } = await slowPage(context, { network: true, cpu: 4 });
  let bytes = 0;
  cdp.on('Network.loadingFinished', e => {
    bytes += e.encodedDataLength;
  });
  const began = performance.now();
  await page.goto(base, { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  row(
    'first load until it can be used, 400 ms, 400 kbit/s, 4x slower',
    ms(performance.now() - began),
  );
  await page.waitForLoadState('networkidle');
  row('first load, bytes on the wire with headers', bytes);
  await context.close();
}

async function joinAs(page, url) {
  await page.goto(url);
  await page.getByLabel(/name for this phone/i).fill('Bench');
  await page.getByLabel('Choose a passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('heading', { name: 'What I promised' }).waitFor({ timeout: 120_000 });
}

async function livingPhone(url) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const { page, cdp } = await slowPage(context, { cpu: 4 });
  await joinAs(page, url);
  await savesToDurable(page, cdp);
  await context.close();
}

/** From the tap on Save until the app says that it is saved, which it says once IndexedDB did. */
async function savesToDurable(page, cdp) {
  const took = [];
  const person = await page.getByRole('link', { name: /Gwen/ }).last().getAttribute('href');
  for (let i = 0; i < SAVES; i++) {
    await page.goto(`${base}/${person}/visit`);
    await page.getByLabel('What happened?').fill(`A coffee and a bus pass, number ${i}`);
    await page.getByRole('button', { name: 'Save the visit' }).waitFor();
    const tap = () => page.evaluate(savedAfterTap);
    took.push(i === SAVES - 1 ? await profiled(cdp, 'save', tap) : await tap());
    await page.getByRole('button', { name: 'Save the visit' }).waitFor({ state: 'detached' });
  }
  took.sort((a, b) => a - b);
  row('tap on Save until durable, 4x slower, median', ms(at(took, 0.5)));
  row('tap on Save until durable, 4x slower, p95', ms(at(took, 0.95)));
}

/** Runs in the page: taps Save and resolves when its strict IndexedDB transaction is complete. */
async function savedAfterTap() {
  const button = [...document.querySelectorAll('button')].find(
    b => b.textContent?.trim() === 'Save the visit',
  );
  const began = performance.now();
  const done = new Promise(resolve => {
    const real = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      const tx = real.call(this, stores, mode, options);
      const names = typeof stores === 'string' ? [stores] : [...stores];
      // An answer of the server is written over packs too.
      if (mode === 'readwrite' && names.includes('outbox') && !names.includes('packs')) {
        IDBDatabase.prototype.transaction = real;
        tx.addEventListener('complete', () => resolve(performance.now() - began));
      }
      return tx;
    };
  });
  button.click();
  return done;
}

/**
 * Writes RECORDS visits of twenty people straight through the API, as another phone would.
 * Returns the link for a second phone of the same coach.
 */
async function writeRecords(invite, stewardInvite) {
  const phone = await apiPhone(invite);
  const people = [];
  let batch = [];
  for (let i = 0; i < RECORDS; i++) {
    if (i % Math.ceil(RECORDS / 20) === 0) {
      const id = ulid();
      people.push(id);
      batch.push(
        phone.change(`person:${id}`, 'person', id, {
          set: { called: `Person ${people.length}`, joined_on: '2026-01-05' },
          add: { circle: [`member:${phone.member}`] },
        }),
      );
    }
    const scope = `person:${people.at(-1)}`;
    batch.push(
      phone.change(scope, 'visit', ulid(), {
        set: {
          on: '2026-10-01',
          story: `We sat by the canal and talked about what comes next, visit ${i}.`,
        },
      }),
    );
    if (batch.length >= 400 || i === RECORDS - 1) {
      await phone.push(batch);
      batch = [];
    }
  }
  const steward = await apiPhone(stewardInvite);
  return (await steward.call('POST', '/v1/admin/invites', { member: phone.member })).url;
}

/** The first fill of a phone with all of them, then its start with the server dead. */
async function bigPhone(url) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const { page, cdp } = await slowPage(context, { network: true, cpu: 4 });
  await page.goto(url);
  await page.getByLabel(/name for this phone/i).fill('Bench');
  const began = performance.now();
  await page.getByLabel('Choose a passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByText('Person 20', { exact: true }).first().waitFor({ timeout: 300_000 });
  await page.getByRole('link', { name: /^Sent/ }).first().waitFor({ timeout: 300_000 });
  row(
    `first fill of ${RECORDS} records, 400 ms, 400 kbit/s, 4x slower`,
    ms(performance.now() - began),
  );
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await sleep(2000);
  server.kill('SIGKILL');
  await page.addInitScript(timeWorkers);
  const person = page.getByText('Person 20', { exact: true }).first();
  for (const rate of [4, 6]) {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate });
    const on = `server dead, ${rate}x slower, median of ${UNLOCKS}`;
    const { locked, opened, stretched } = await unlocks(page, cdp, `unlock-${rate}x`, person);
    row(`start offline until the passphrase can be typed, ${on}`, middle(locked));
    row(`from Unlock until the home page is there with ${RECORDS} records, ${on}`, middle(opened));
    row(`of it, stretching the passphrase, in a worker that is not slowed down`, middle(stretched));
    await person.click();
    const visit = page.getByText(/^We sat by the canal/).first();
    await visit.waitFor();
    const deep = await unlocks(page, cdp, `person-${rate}x`, visit);
    row(`from Unlock until a person's page is there, ${on}`, middle(deep.opened));
    await page.getByRole('link', { name: 'Home' }).first().click();
    await person.waitFor();
  }
  await context.close();
}

/** Starts again, locked, so many times, and unlocks each time until `there` is in sight. */
async function unlocks(page, cdp, name, there) {
  const locked = [];
  const opened = [];
  const stretched = [];
  for (let i = 0; i <= UNLOCKS; i++) {
    const start = performance.now();
    await page.reload({ waitUntil: 'commit' });
    const line = page.getByLabel('Your passphrase');
    await line.waitFor();
    const typed = performance.now();
    await line.fill(passphrase);
    await sleep(TYPING);
    const tapped = performance.now();
    const unlock = async () => {
      await page.getByRole('button', { name: 'Unlock', exact: true }).click();
      await there.waitFor();
    };
    // Not one of those that the table tells.
    if (i === UNLOCKS) {
      await profiled(cdp, name, unlock);
      continue;
    }
    await unlock();
    opened.push(performance.now() - tapped);
    locked.push(typed - start);
    stretched.push(await page.evaluate(() => globalThis.stretched));
  }
  return { locked, opened, stretched };
}

/** Runs in the page: how long a worker takes to answer. */
function timeWorkers() {
  const real = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (...message) {
    const began = performance.now();
    this.addEventListener('message', () => {
      globalThis.stretched = performance.now() - began;
    });
    return real.apply(this, message);
  };
}

function ulid() {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return `01${Array.from(randomBytes(24), b => alphabet[b & 31]).join('')}`;
}

/** A device that speaks HTTP only. */
async function apiPhone(invite) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const b64 = v => Buffer.from(typeof v === 'string' ? v : JSON.stringify(v)).toString('base64url');
  let token = '';
  const call = async (method, path, body) => {
    const answer = await fetch(base + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { kty, crv, x } = publicKey.export({ format: 'jwk' });
  const me = await call('POST', '/v1/devices', { invite, name: 'bench', key: { kty, crv, x } });
  const exp = Math.floor(Date.now() / 1000) + 60;
  const claims = { iss: me.device, sub: me.device, aud: me.issuer, exp, jti: ulid() };
  const signing = `${b64({ alg: 'EdDSA', typ: 'JWT' })}.${b64(claims)}`;
  const assertion = `${signing}.${sign(null, Buffer.from(signing), privateKey).toString('base64url')}`;
  const form = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion,
  });
  token = (await (await fetch(`${base}/v1/token`, { method: 'POST', body: form })).json())
    .access_token;
  let n = 0;
  const change = (scope, kind, id, parts) => {
    n += 1;
    const time = Date.now().toString(16).padStart(12, '0');
    return {
      n,
      scope,
      kind,
      id,
      at: `${time}-${(n & 0xffff).toString(16).padStart(4, '0')}-${me.device}`,
      ...parts,
    };
  };
  const push = async changes => {
    const reply = await call('POST', '/v1/sync', {
      protocol: 1,
      schema: 1,
      device: me.device,
      push: { changes },
    });
    if (reply.have !== n || reply.parked.length)
      throw new Error(`have ${reply.have}: ${JSON.stringify(reply.parked[0])}`);
  };
  return { member: me.member, call, change, push };
}
