import { stretchedFast } from './argon.fast.ts';
import { type Stretch, stretched } from './argon.ts';

const worker = globalThis as unknown as {
  onmessage: (event: { data: Stretch }) => void;
  postMessage(data: Uint8Array): void;
};

worker.onmessage = async ({ data }) => {
  worker.postMessage(await stretchedFast(data).catch(() => stretched(data)));
};
