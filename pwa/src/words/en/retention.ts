import { plural } from '../plural.ts';
import { howLong } from './howLong.ts';

/** Words of stewards who choose for how long the place keeps what. */
export const retention = {
  title: 'How long things are kept',
  intro:
    'Choose for each how long it is kept. Nothing goes by itself: what is past its time stands here, a month ahead, and goes once you say so.',
  chosen: (day: string, by: string) => (by ? `Chosen on ${day} by ${by}.` : `Chosen on ${day}.`),
  notChosen: 'Nobody has chosen yet: everything is kept until somebody asks for it to go.',
  forEver: 'Until somebody asks',
  months: howLong,
  kinds: {
    left: 'Records of people who have left',
    quiet: 'Records in which nobody writes any more',
    own: 'What members wrote for themselves, after they left',
    asked: 'What people asked for, after they had their answer',
    trail: 'Who saw what',
  },
  hints: {
    left: 'From the day on which they left, or on which somebody last wrote about them, if that is later. With everything that was told to a few.',
    quiet:
      'Of people who have no day of leaving. From the day on which somebody last wrote about them, or they looked at their own page.',
    own: 'Their reflections and notes of their weeks. From the day on which they left the place.',
    asked: 'Requests for a copy, a correction, to be erased, with what was done about them.',
    trail:
      'The list in which a person reads who has seen their record. What is older goes from it for everybody.',
  },
  all: (n: number, oldest: string) =>
    plural(n, {
      zero: 'There is none.',
      one: `There is {n}, from ${oldest}.`,
      other: `There are {n}. The oldest is from ${oldest}.`,
    }),
  would: (due: number, soon: number) =>
    `${plural(due, {
      zero: 'By this choice none would be past its time today',
      one: 'By this choice {n} would be past its time today',
      other: 'By this choice {n} would be past their time today',
    })}, ${plural(soon, { zero: 'and none within a month.', one: 'and {n} more within a month.', other: 'and {n} more within a month.' })}`,
  is: (due: number, soon: number) =>
    `${plural(due, { zero: 'None is past its time', one: '{n} is past its time', other: '{n} are past their time' })}, ${plural(soon, { zero: 'and none will be within a month.', one: 'and {n} more will be within a month.', other: 'and {n} more will be within a month.' })}`,
  notKept: 'You have changed something. It holds once you save it; nothing goes by saving.',
  go: 'Save these choices',
  due: 'Past their time',
  look: (n: number) =>
    plural(n, {
      one: 'Look at the one that is past its time',
      other: 'Look at the {n} that are past their time',
    }),
  dueHint:
    'You don’t see whose records these are. Ask those who can see them, who know by the day: if it should stay, they write a line in it.',
  lastOn: {
    left: (day: string) => `Left or last written in on ${day}`,
    quiet: (day: string) => `Last written in on ${day}`,
    own: (day: string) => `Left on ${day}`,
    asked: (day: string) => `Answered on ${day}`,
  },
  seenBy: (names: string) => `Can be seen by ${names}`,
  seenByNobody: 'Nobody can see it',
  away: (n: number) =>
    plural(n, {
      one: '{n} phone of theirs was not in touch for a month: what it has not sent would be lost',
      other:
        '{n} phones of theirs were not in touch for a month: what they have not sent would be lost',
    }),
  chooseAll: (n: number) => plural(n, { one: 'Choose it', other: 'Choose the first {n}' }),
  none: 'Choose none',
  whatGoes: 'See what would go',
  letGo: (n: number) => plural(n, { one: 'Let {n} go for good', other: 'Let {n} go for good' }),
  chooseSome: 'Choose what is to go',
  trailGo: (n: number) => plural(n, { one: 'Let {n} entry go', other: 'Let {n} entries go' }),
  gone: (n: number) => plural(n, { one: '{n} has gone', other: '{n} have gone' }),
  stayed: (n: number) =>
    plural(n, {
      one: '{n} stays, because something was written in it meanwhile or somebody waits for an answer',
      other:
        '{n} stay, because something was written in them meanwhile or somebody waits for an answer',
    }),
  soon: (n: number) => plural(n, { one: '{n} within a month', other: '{n} within a month' }),
  dueOn: (day: string) => `Until ${day}`,
  waits: (n: number) =>
    plural(n, {
      one: '{n} stays, since somebody waits for an answer',
      other: '{n} stay, since somebody waits for an answer',
    }),
  else: 'What no choice here touches',
  elseList: [
    'Figures that are out stay for ever. Nobody can be seen in them.',
    'Of money that was spent for somebody who has gone a sum stays in its pot.',
    'That somebody was erased, when, why and by whom, stays for ever, without a name.',
    'Invites go a month after they have run out.',
    'Backups hold all of it under lock until they are thrown away, which whoever runs the server decides.',
  ],
  byRule: (months: string) => `Kept for ${months}, as this place has chosen`,
  ownGone: 'What somebody who has left wrote for themself',
};
