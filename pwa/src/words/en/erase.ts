import { plural } from '../plural.ts';
import { retention } from './retention.ts';

/** Words of stewards who erase somebody. */
export const erase = {
  title: 'Erase a person',
  list: 'People who were erased',
  lead: 'When somebody wants nothing kept about them any more.',
  what: 'What will go',
  changes: (n: number) => plural(n, { one: '{n} change', other: '{n} changes' }),
  records: (n: number) => plural(n, { one: '{n} record', other: '{n} records' }),
  betweens: (n: number) =>
    plural(n, {
      zero: 'Nothing that was kept just between a few',
      one: '{n} record that was kept just between a few',
      other: '{n} records that were kept just between a few',
    }),
  seenBy: (names: string) => `Seen until now by: ${names}`,
  seenByNobody: 'Nobody can see it now',
  somebody: 'somebody who has left',
  points: [
    'Every word about them goes from the server and from each phone, when that phone is next in touch. Words that wait on a phone go too.',
    'They leave the figures. Figures that are out already stay as they are: nobody can be seen in them.',
    'What was decided and spent goes too. Only a sum stays in each pot, so that the money adds up.',
    'That something was written, on which day and by whom, stays, without a word of it.',
    'Nothing about them is taken any more, and a backup from before does not bring it back.',
    'Old backups still hold it under lock until they are thrown away.',
  ],
  copies: 'Copies elsewhere, which stay',
  copiesHint:
    'Somebody copied these from there and put them in their own words. They are not erased: ask whoever made them whether they tell of the person.',
  copyOf: (kind: string, where: string, by: string) => `${kind}, ${where}, by ${by}`,
  kinds: {
    decision: 'A decision',
    story: 'A story',
    reflection: 'A reflection',
    other: 'A record',
  },
  inTeam: (team: string) => `in ${team}`,
  inPlace: 'in the place',
  inSelf: 'in somebody’s own notes',
  noCopies: 'There are no copies elsewhere.',
  reason: 'Why?',
  reasonHint: 'Such as: asked for it on 3 March, in person. Leave out names. This is kept.',
  reasonMissing: 'Write why',
  noUndo: 'This cannot be undone, by anybody.',
  word: 'ERASE',
  confirm: (word: string) => `Type ${word}, if you are sure`,
  confirmMissing: (word: string) => `Type ${word} in capital letters`,
  go: 'Erase this person for good',
  done: 'They have been erased.',
  gone: 'There is nobody here of that number, or they were erased already.',
  none: 'Nobody was erased',
  noneText: 'Whoever is erased stands here with the day and the reason, and without a name.',
  one: (when: string) => `Erased ${when}`,
  by: (name: string) => `By ${name}`,
  number: 'The number that their record had',
  ask: 'Ask about one of them',
  askHint:
    'Give the number there and say why. You read who erased them and who has asked since, and nothing of what was kept.',
  again: 'Reason not known: it was done again after a restore',
  retention,
};
