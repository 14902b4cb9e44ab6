import { plural } from '../plural.ts';

/** Words of a phone's own lock: choosing a passphrase, unlocking, and what follows without it. */
export const lock = {
  title: 'This phone is locked',
  who: 'Who is it?',
  whoText: 'Each of you has pages of your own here. Nobody can see or clear anybody else’s.',
  passphrase: 'Your passphrase',
  show: 'Show what I type',
  open: 'Unlock',
  opening: 'Unlocking',
  kept: 'What you wrote is kept, and so is what you were in the middle of.',
  missing: 'Type your passphrase',
  wrong: 'That is not the passphrase. Look at the spelling and the capitals, then try again.',
  failed: 'The lock could not be opened just now. Close other pages of the app, then try again.',
  notYou: 'Choose somebody else',
  another: 'Join with an invite of your own',
  choose: {
    label: 'Choose a passphrase',
    hint: 'It locks what is kept on this phone, and you need it to open the app, with or without a signal. Four words or more that have nothing to do with each other are good. A line of a song, a name or a date is quickly guessed, however long.',
    once: 'Nobody can look it up for you. Write it down and keep it away from the phone until you know it.',
    short: (n: number) =>
      plural(n, { one: '{n} more character, at least.', other: '{n} more characters, at least.' }),
    same: 'That is the same few characters over and over: too quickly guessed.',
    fair: 'Long enough. One or two more words would make it much harder to guess.',
    good: 'A good length, if the words are your own.',
    tooShort: 'Make the passphrase longer: 12 characters or more',
    tooSame: 'Use more different characters in the passphrase',
    hide: 'Hide what I type',
  },
  move: {
    title: 'Lock what is kept on this phone',
    text: 'Until now, whoever could read this phone’s storage could read your notes. From now on everything is locked with a passphrase that only you know.',
    stays:
      'Nothing is lost: what you wrote, what waits to be sent and what you were in the middle of all stay.',
    go: 'Lock it',
    going: 'Locking everything',
    failed: 'That did not work; nothing was changed. Make some room on the phone, then try again.',
  },
  forgot: {
    link: 'I have forgotten it',
    title: 'Without the passphrase',
    nobody: 'Nobody can open these pages without it: not your steward, and not the server.',
    sent: 'What was sent is safe. Ask for a new invite, from your steward or from another phone of yours, join again, and it comes back by itself.',
    allSent:
      'All that was saved on this phone had been sent. Only forms that you had begun would be lost.',
    unsent: (n: number, when: string) =>
      plural(n, {
        one: `{n} thing that was saved here has not been sent, from ${when}. It can only be read with the passphrase.`,
        other: `{n} things that were saved here have not been sent, the last from ${when}. They can only be read with the passphrase.`,
      }),
    unknown: 'It cannot be told from here whether all that was saved had been sent.',
    tryAgain: 'Try the passphrase again',
    giveUp: 'Give these pages up and join again',
    sure: (n: number) =>
      plural(n, {
        one: 'Yes, {n} unsent thing is lost for ever',
        other: 'Yes, {n} unsent things are lost for ever',
      }),
    sureUnknown: 'Yes, whatever was not sent is lost for ever',
    given: 'These pages are gone from this phone',
  },
  settings: {
    title: 'The lock',
    text: 'Everything that is kept on this phone is locked with your passphrase.',
    now: 'Lock it now',
    after: 'Lock by itself when nobody has touched it for',
    minutes: (n: number) => plural(n, { one: '{n} minute', other: '{n} minutes' }),
    label: 'What the lock calls you, if somebody else uses this phone too',
    labelHint: 'It can be read without the passphrase. A letter or two are enough.',
    keep: 'Keep it',
    kept: 'Kept',
    change: 'Change the passphrase',
    old: 'The passphrase that it has now',
    next: 'The new passphrase',
    changeGo: 'Change it',
    changed: 'The passphrase is changed',
  },
  lease: {
    title: 'This phone has been out of touch for long',
    text: (days: number) =>
      plural(days, {
        one: 'After {n} day without the server it shows nothing of what is kept on it, in case it is not in your hands. Nothing is lost: all of it is shown again as soon as there is a signal.',
        other:
          'After {n} days without the server it shows nothing of what is kept on it, in case it is not in your hands. Nothing is lost: all of it is shown again as soon as there is a signal.',
      }),
    waiting: (n: number) =>
      plural(n, {
        one: '{n} thing is saved here and is sent as soon as it can be.',
        other: '{n} things are saved here and are sent as soon as they can be.',
      }),
    try: 'Look for the server now',
    trying: 'Looking',
    still: 'The server cannot be reached yet.',
    visit: 'Write down a visit',
    who: 'Who was it with?',
    whoHint: 'The name that you know them by here.',
    story: 'What happened?',
    save: 'Save the visit',
    saved: 'Saved on this phone',
    later: 'Saved on this phone. You can say whom it was with once it has been in touch.',
    noStory: 'Write what happened',
    full: 'There is no room left on this phone. Your words are still in the box.',
  },
  later: {
    title: 'Visits that wait for a name',
    text: 'You wrote these while this phone was out of touch. Choose whom each was with, and it is saved with them.',
    with: (who: string) => (who ? `You wrote: with ${who}` : 'You wrote no name'),
    choose: 'Who was it with?',
    save: 'Save the visit',
    noOne: 'Choose whom it was with',
    none: 'Nothing waits for a name',
    link: (n: number) =>
      plural(n, { one: '{n} visit waits for a name', other: '{n} visits wait for a name' }),
  },
};
