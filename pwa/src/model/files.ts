import { identity } from './phone.ts';
import { ApiError, line } from './session.ts';

/** A file that the server makes for this member. Throws ApiError; `offline` without a network. */
export async function fileOf(path: string): Promise<ArrayBuffer> {
  const who = identity.peek();
  if (!who) throw new ApiError('unauthenticated', 401, '');
  const { asDevice } = await line();
  return asDevice<ArrayBuffer>(who, 'GET', path, undefined, true);
}
