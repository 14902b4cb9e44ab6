import type { Phone } from './phone.ts';

/** One text, unlike any other, that somebody wrote into one field. */
export interface Text {
  token: string;
  phone: Phone;
  scope: string;
  kind: string;
  id: string;
  field: string;
  rule: string;
  /** The texts that the app showed in that field when this one was written. */
  seen: string[];
  /** The app said that it is kept. */
  saved: boolean;
  /** The app said that it is not. */
  refused: boolean;
  /** Taken back, or perhaps: then it may be anywhere. */
  undone: boolean;
  perhapsUndone: boolean;
  /** Thrown away by its author, after it was parked. */
  discarded: boolean;
  /** Why it may be lost: its phone was, before the server had it. */
  excused: string;
  /** The server lost it when it was set back; who still had it then. */
  carriers: Phone[];
}

/** What the people of a seed wrote, by the side of what the code under test makes of it. */
export class Ledger {
  readonly texts = new Map<string, Text>();
  private count = 0;

  token(): string {
    return `t${++this.count}.`;
  }

  note(
    text: Omit<
      Text,
      'saved' | 'refused' | 'undone' | 'perhapsUndone' | 'discarded' | 'excused' | 'carriers'
    >,
  ): Text {
    const noted = {
      ...text,
      saved: false,
      refused: false,
      undone: false,
      perhapsUndone: false,
      discarded: false,
      excused: '',
      carriers: [],
    };
    this.texts.set(text.token, noted);
    return noted;
  }

  /** The tokens in a value, which may be a text or hold some. */
  tokensIn(value: unknown): string[] {
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
    return text.match(/\bt\d+\./g) ?? [];
  }
}
