import { plural } from '../plural.ts';
import { kit } from './kit.ts';

/** Words of the coach's first screens and of the kit. */
export const coach = {
  kit,
  me: 'Me',
  you: 'You',
  saved: 'Saved on this phone',
  removed_say: 'Removed',
  add: 'Add',
  somebodyElse: 'Somebody else',
  problems: {
    money: 'Write the sum in numbers, such as 6.40',
    name: 'Write what they like to be called',
    words: 'Write a few words',
    nothing: 'Write a few words about what happened, or open something below',
    tooLong: (n: number) => `Use at most ${n} characters`,
    other: 'This cannot be kept as it is',
    full: 'There is no room left on this phone. Nothing is lost: it stays in this form. Make room and save again.',
    storage: 'This phone could not keep it. It stays in this form: try once more.',
    howFar: 'Say how far it feels, or that it is done, or write a few words',
    circle: 'Choose at least one person or team',
  },
  days: {
    for: (day: string) => `For ${day}`,
    was: (day: string) => `Was for ${day}`,
    whenever: 'No day named',
  },
  missing: {
    title: 'Not on this phone',
    text: 'It may still be on its way, or you may not be among the people who can see it.',
    home: 'Back to the start',
  },
  home: {
    noWords: 'No words yet',
    title: 'What I promised',
    none: 'Nothing promised',
    noneText: 'When you promise something at a visit, it stands here until it is done.',
    tick: (words: string) => `Done: ${words}`,
    ticked: 'Done',
    logVisit: 'Log a visit',
    more: (n: number) => plural(n, { one: '{n} more promise', other: '{n} more promises' }),
    people: 'My people',
    others: 'With others in the team',
    movedOn: 'Moved on',
    addPerson: 'Add a person',
    search: 'Search',
    noPeople: 'Nobody yet',
    noPeopleText: 'The people whom you stand alongside will be here. A name is enough to begin.',
    never: 'No visit yet',
    lastVisit: (ago: string) => `Last visit ${ago}`,
    first: (done: number) =>
      plural(done, {
        zero: 'Fetching what your team has written',
        one: 'Fetching what your team has written: {n} so far',
        other: 'Fetching what your team has written: {n} so far',
      }),
    whoWith: 'Who were you with?',
  },
};
