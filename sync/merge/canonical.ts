/** A value that a field can hold. Numbers are whole and within +-(2^53-1). */
export type Value = null | boolean | number | string | Value[] | { [name: string]: Value };

const TAG = { n: 110, f: 102, t: 116, i: 105, s: 115, a: 97, o: 111 } as const;

/**
 * Writes a value in the one form that Go and TypeScript share, for hashing and
 * for breaking ties; PROTOCOL.md draws it. Equal values have equal bytes.
 * @throws TypeError for what is no value, such as a number that is not whole.
 */
export function canonical(value: Value): Uint8Array {
  const out: number[] = [];
  write(out, value);
  return Uint8Array.from(out);
}

function write(out: number[], value: Value): void {
  if (value === null) {
    out.push(TAG.n);
  } else if (typeof value === 'boolean') {
    out.push(value ? TAG.t : TAG.f);
  } else if (typeof value === 'number') {
    writeInt(out, value);
  } else if (typeof value === 'string') {
    writeText(out, value);
  } else if (Array.isArray(value)) {
    out.push(TAG.a);
    for (const element of value) write(out, element);
    out.push(0);
  } else if (typeof value === 'object') {
    out.push(TAG.o);
    for (const name of Object.keys(value).sort(compareText)) {
      writeText(out, name);
      write(out, value[name] as Value);
    }
    out.push(0);
  } else {
    throw new TypeError(`no canonical form for ${typeof value}`);
  }
}

function writeInt(out: number[], n: number): void {
  if (!Number.isSafeInteger(n)) throw new TypeError('no canonical form for this number');
  const high = Math.floor(n / 2 ** 32);
  const low = n - high * 2 ** 32;
  const top = high + 2 ** 21;
  out.push(TAG.i, top >>> 16, (top >>> 8) & 255, top & 255);
  out.push(low >>> 24, (low >>> 16) & 255, (low >>> 8) & 255, low & 255);
}

function writeText(out: number[], text: string): void {
  out.push(TAG.s);
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) as number;
    if (point === 0) out.push(0, 255);
    else if (point < 0x80) out.push(point);
    else if (point < 0x800) out.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000) {
      out.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    } else {
      i++;
      out.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63));
      out.push(0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    }
  }
  out.push(0);
}

/**
 * Orders text by code points, as the bytes of UTF-8 do. JavaScript's own order
 * goes by UTF-16 units and puts U+1F600 before U+FFFD.
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Lifts surrogates above the rest of the basic plane. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

/** Orders values by their canonical bytes. */
export function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  const x = canonical(a);
  const y = canonical(b);
  const length = Math.min(x.length, y.length);
  for (let i = 0; i < length; i++) {
    const difference = (x[i] as number) - (y[i] as number);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}
