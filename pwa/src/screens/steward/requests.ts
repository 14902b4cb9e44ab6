import { type Cached, cached } from '../../model/index.ts';
import type { Asked } from '../kept/asked.ts';
import type { Items } from './fetched.tsx';

/** What people ask for, those that are open first, by the day that they are due. */
export const requests = (): Cached<Items<Asked>> => cached<Items<Asked>>('/v1/admin/requests');
