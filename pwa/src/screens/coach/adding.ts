/** What can be added by a form of its own; goals, money and promises have their buttons besides. */
export const kindsToAdd = [
  'change_seen',
  'contact',
  'known',
  'gain',
  'thread',
  'decision',
  'strength',
  'goal',
  'story',
  'evidence',
  'feedback',
  'consent',
  'concern',
] as const;

export type Addable = (typeof kindsToAdd)[number];

export function isAddable(kind: string): kind is Addable {
  return (kindsToAdd as readonly string[]).includes(kind);
}
