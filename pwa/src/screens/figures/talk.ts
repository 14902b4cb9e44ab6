import { api, cached } from '../../model/index.ts';

/** Who says something: a coach speaks for their team, everybody else by name. */
export interface Speaker {
  role: string;
  name: string;
}

export interface Remark {
  id: string;
  words: string;
  /** The day. */
  on: string;
  by: Speaker;
  mine: boolean;
  /** Ids of a reflection of the place and of a story, to be read beside it. */
  reflection?: string;
  story?: string;
}

/** A question with its answers; about a barrier (`place/barrier/<id>`) there may be answers alone. */
export interface Talk extends Remark {
  about: string;
  answers: Remark[];
}

const path = '/v1/conversations';

export const talks = () => cached<{ items: Talk[] }>(path).value.value;

export function talksAbout(about: string): Talk[] {
  return (talks().data?.items ?? []).filter(talk => talk.about === about);
}

const hear = () => cached(path).refresh();

/** These three throw ApiError and need a network. */
export async function ask(about: string, words: string): Promise<void> {
  await api('POST', path, { about, words });
  await hear();
}

export async function reply(question: string, words: string): Promise<void> {
  await api('POST', `${path}/${question}/contributions`, { words });
  await hear();
}

export async function answerBarrier(barrier: string, words: string): Promise<void> {
  await api('POST', `/v1/barriers/${barrier}/answer`, { words });
  await hear();
}
