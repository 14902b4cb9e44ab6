import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './server.ts';

/** Fills one store with the demo place; each test starts its server on a copy of it. */
export default async function demoPlace(): Promise<() => void> {
  const dir = mkdtempSync(join(tmpdir(), 'alongside-e2e-'));
  const server = await startServer(join(dir, 'store'));
  await server.stop();
  process.env.ALONGSIDE_E2E_DEMO = dir;
  return () => rmSync(dir, { recursive: true, force: true });
}
