import { dataKeyBytes } from '../../pwa/src/lock/ring.ts';

/** What every simulated phone seals its rows with. */
export const dataKey = (): Uint8Array<ArrayBuffer> => new Uint8Array(dataKeyBytes).fill(7);
