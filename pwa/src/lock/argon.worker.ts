import { type Stretch, stretched } from './argon.ts';

const worker = globalThis as unknown as {
  onmessage: (event: { data: Stretch }) => void;
  postMessage(data: Uint8Array): void;
};

worker.onmessage = ({ data }) => worker.postMessage(stretched(data));
