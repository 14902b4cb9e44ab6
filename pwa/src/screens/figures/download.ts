import { after } from '../../local/clock.ts';

/** Hands a text, or bytes, to the browser's downloads. */
export function download(name: string, type: string, text: BlobPart): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  after(10_000, () => URL.revokeObjectURL(url));
}
