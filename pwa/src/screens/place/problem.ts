import type { FormProblem } from '../../kit/index.ts';
import { ApiError } from '../../model/index.ts';
import { t } from '../../words/index.ts';

/** Words for codes, and for a code that has none. */
interface ProblemWords {
  other: (code: string) => string;
}

/** What to tell about a call that failed, in the words of an area. */
export function told(error: unknown, words: ProblemWords): FormProblem[] {
  const code = error instanceof ApiError ? error.code : 'internal';
  return [{ text: wordsFor(code, words) }];
}

/** One sentence for a stable code. */
export function wordsFor(code: string, words: ProblemWords): string {
  const known = (words as unknown as Record<string, unknown>)[code];
  return typeof known === 'string' ? known : words.other(code);
}

/** What to tell about a save on this phone that failed; the form keeps its words. */
export function notSaved(): FormProblem[] {
  return [{ text: t.value.place.notSaved }];
}
