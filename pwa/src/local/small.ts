/**
 * A few short notes outside the database: they are read before it opens, and the
 * canary tells whether the browser emptied it. Never words that people wrote, nor whom they
 * are about: these lie in the clear. (`hand` is left from older versions.)
 */
export type Note = 'lang' | 'theme' | 'canary' | 'persist' | 'forked' | 'ended' | 'hand';

export function note(name: Note): string | null {
  try {
    return localStorage.getItem(`alongside.${name}`);
  } catch {
    return null;
  }
}

export function setNote(name: Note, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`alongside.${name}`);
    else localStorage.setItem(`alongside.${name}`, value);
  } catch {
    // Private windows may refuse; the notes are a comfort only.
  }
}
