import { onwards } from '../../app/router.ts';
import { type FormProblem, say } from '../../kit/index.ts';
import { save, saveWithUndo, type Write } from '../../model/index.ts';
import { SaveError } from '../../model/save.ts';
import { t } from '../../words/index.ts';

/**
 * Saves, says so and goes to `then`. Answers what is in the way as a form shows it, or
 * null when all of it is on the phone's disk.
 */
export async function keep(writes: Write[], then?: string): Promise<FormProblem[] | null> {
  const on = onwards();
  try {
    if (writes.length > 0) await save(writes);
  } catch (error) {
    return problemsOf(error);
  }
  say(t.value.coach.saved, undefined, 4);
  if (then !== undefined) on(then);
  return null;
}

/** Does something that can be taken back for ten seconds, and says what it was. */
export async function keepWithUndo(writes: Write[], words: string): Promise<void> {
  try {
    const done = await saveWithUndo(writes);
    say(words, () => done.undo());
  } catch (error) {
    say(problemsOf(error)[0]?.text ?? t.value.coach.problems.storage);
  }
}

/** What a failed save says to the person at the form. Their words stay where they are. */
export function problemsOf(error: unknown): FormProblem[] {
  const words = t.value.coach.problems;
  if (!(error instanceof SaveError)) return [{ text: words.storage }];
  if (error.code === 'full') return [{ text: words.full }];
  if (error.code !== 'invalid') return [{ text: words.storage }];
  return error.problems.map(p => ({
    field: p.path.split('/')[2] ?? '',
    text: p.code === 'too_long' ? words.tooLong(Number(p.detail)) : words.other,
  }));
}
