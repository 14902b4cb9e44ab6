import { readdirSync, readFileSync } from 'node:fs';
import { chromium, test } from '@playwright/test';
import { type Phone, watched } from './phone.ts';

/** A browser of its own whose storage stays in a folder, so that it can be killed and come back. */
export async function openProfile(profile: string): Promise<Phone> {
  const use = test.info().project.use;
  const context = await chromium.launchPersistentContext(profile, {
    ...use.launchOptions,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const phone = watched(context);
  return { ...phone, page: context.pages()[0] ?? (await context.newPage()) };
}

/** Ends the browser of a profile as a crash or a flat battery would; rejects if none runs. */
export async function killProfile(phone: Phone, profile: string): Promise<void> {
  const gone = new Promise(resolve => phone.context.once('close', resolve));
  const pid = browserOf(profile);
  if (pid === undefined) throw new Error(`no browser runs on ${profile}`);
  process.kill(pid, 'SIGKILL');
  await gone;
  if (browserOf(profile) !== undefined) throw new Error('the browser outlived its end');
}

/** The browser's first process: the one whose arguments name the folder and no part of a browser. */
function browserOf(profile: string): number | undefined {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  const found = pids.find(pid => {
    const args = argumentsOf(pid);
    return (
      args.includes(`--user-data-dir=${profile}`) && !args.some(arg => arg.startsWith('--type='))
    );
  });
  return found === undefined ? undefined : Number(found);
}

/** Empty for a process that is gone or waits to be buried. */
function argumentsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
