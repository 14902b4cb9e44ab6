import { aessiv } from '@noble/ciphers/aes.js';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as ours from './ciphers.ts';

const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
const text = fc.uint8Array({ maxLength: 70 });

test('rows are sealed as the library seals them', () => {
  fc.assert(
    fc.property(bytes(32), bytes(24), text, text, (key, nonce, about, words) => {
      const sealed = xchacha20poly1305(key, nonce, about).encrypt(words);
      expect(ours.xchacha20poly1305(key, nonce, about).encrypt(words)).toEqual(sealed);
      expect(ours.xchacha20poly1305(key, nonce, about).decrypt(sealed)).toEqual(words);
      sealed[0] = (sealed[0] ?? 0) ^ 1;
      expect(() => ours.xchacha20poly1305(key, nonce, about).decrypt(sealed)).toThrow();
    }),
  );
});

test('names are hidden as the library hides them', () => {
  fc.assert(
    fc.property(bytes(64), text, text, (key, about, words) => {
      const sealed = aessiv(key, about).encrypt(words);
      expect(ours.aessiv(key, about).encrypt(words)).toEqual(sealed);
      expect(ours.aessiv(key, about).decrypt(sealed)).toEqual(words);
      sealed[3] = (sealed[3] ?? 0) ^ 1;
      expect(() => ours.aessiv(key, about).decrypt(sealed)).toThrow();
    }),
  );
});
