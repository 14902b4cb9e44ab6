import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stretchedFast } from './argon.fast.ts';
import { stretched } from './argon.ts';

test('with and without WebAssembly a passphrase stands for the same key', async () => {
  const bytes = (minLength: number) => fc.uint8Array({ minLength, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(bytes(1), bytes(16), fc.nat(2), async (passphrase, salt, more) => {
      const asked = { passphrase, salt, m: 64 + 8 * more, t: 2 + more };
      expect(await stretchedFast(asked)).toEqual(stretched(asked));
    }),
    { numRuns: 20 },
  );
});
