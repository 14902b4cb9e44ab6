import type { Db } from '../local/db.ts';

/** What could not be read any more, and was let go of. Kept until its member has read of it. */
export interface Damage {
  /** Own words that nobody else has. */
  own: number;
  /** Whether something is fetched again. */
  again: boolean;
}

const kept = ['outbox', 'held', 'parked', 'drafts', 'cursors'] as const;

/**
 * Lets go of rows that cannot be read, so that nothing waits for them, and says what they
 * were. An own change up to `have` is with the server.
 */
export async function letGo(db: Db, have: number): Promise<Damage> {
  const whole = await db.read(kept, async tx => {
    for (const name of kept) {
      if ((await tx.keys(name)).length > (await tx.entries(name)).length) return false;
    }
    return true;
  });
  const found: Damage = { own: 0, again: false };
  if (whole) return found;
  await db.write(kept, async tx => {
    for (const name of kept) {
      for (const key of await tx.keys(name)) {
        if ((await tx.get(name, key)) !== undefined) continue;
        await tx.delete(name, key);
        if (name === 'cursors' || (name === 'outbox' && Number(key) <= have)) found.again = true;
        else found.own++;
      }
    }
  });
  return found;
}

/** Adds what was found to what is told already; null where there is nothing to tell. */
export async function tellDamage(db: Db, found: Damage): Promise<Damage | null> {
  if (!found.again && found.own === 0)
    return db.read(['meta'], async tx => (await tx.get<Damage>('meta', 'damaged')) ?? null);
  return db.write(['meta'], async tx => {
    const had = await tx.get<Damage>('meta', 'damaged');
    const all = { own: found.own + (had?.own ?? 0), again: true };
    await tx.put('meta', 'damaged', all);
    return all;
  });
}

/** Its member has read of it. */
export const damageRead = (db: Db): Promise<void> =>
  db.write(['meta'], tx => tx.delete('meta', 'damaged'));
