import { plural } from '../plural.ts';

/** Words of the shell's own pages: the outbox, joining, settings, a phone that was ended. */
export const phone = {
  waiting: {
    title: 'Waiting to send',
    allSent: 'Everything is sent',
    allSentText: 'All that was written on this phone has reached the server.',
    allBackedText: 'All that was written on this phone has reached the server and is backed up.',
    joinAgain: 'Join again with an invite',
    forked:
      'This phone was set back to an earlier state, or is a copy of another one. It goes on as a phone of its own, and what is written on it is sent.',
    damaged:
      'Some of what is kept on this phone was damaged and cannot be read any more. What has reached the server is fetched again by itself.',
    damagedOwn: (n: number) =>
      plural(n, {
        one: '{n} thing that you wrote and that had not been sent is lost. If you remember it, please write it again.',
        other:
          '{n} things that you wrote and that had not been sent are lost. If you remember them, please write them again.',
      }),
    understood: 'Understood',
    differs: (names: string) =>
      `What this phone and the server have about ${names} is not the same. All that you wrote is kept; it is fetched again by itself. If this stays for a day, tell your steward.`,
    lastSent: (ago: string) => `Last heard from the server ${ago}.`,
    never: 'This phone has not heard from the server yet.',
    some: (n: number) =>
      plural(n, {
        one: '{n} change is safe on this phone and still has to be sent.',
        other: '{n} changes are safe on this phone and still have to be sent.',
      }),
    offline: 'There is no signal. Sending goes on by itself when it is back.',
    sendNow: 'Send now',
    sendingNow: 'Sending',
    needsTitle: 'Needs you',
    waitTitle: 'Waiting',
    since: (when: string) => `Saved ${when}`,
    forScope: (name: string) => `About ${name}`,
    held: 'Can still be undone',
    sending: 'On its way',
    waiting: 'Waiting to be sent',
    arrived: 'Arrived; waiting to come back in the common record',
    noWords: 'A choice, without words',
    again: 'Send it once more',
    copy: 'Copy the words',
    copied: 'Copied',
    discard: 'Throw these words away',
    discarded: 'Thrown away',
    whole: 'All that was written',
    open: 'Open the page',
    codes: {
      scope_denied:
        'You can no longer write here. Ask somebody who can see it; your words are kept on this phone.',
      invalid:
        'The server cannot read this. Your words are kept on this phone: copy them and write them again.',
      immutable:
        'Somebody had written this fact before you, with another answer. Open the page and correct it there.',
      too_large: 'This is too long to be sent in one piece. Copy it and save it in parts.',
      last_in_circle:
        'Somebody must stay who can see this. Add another person before you take the last one out.',
      other: 'The server did not take this. Your words are kept on this phone.',
    } as Record<string, string> & { other: string },
    trouble: {
      unauthenticated:
        'The server does not know this phone just now. What you write is kept; it tries again by itself.',
      wrong_device:
        'The server takes this phone for another one. What you write is kept; ask your steward.',
      forbidden:
        'The server does not let this phone send. What you write is kept; ask your steward.',
      unsupported_protocol:
        'This version of the app is too old for the server. Use the newer version, then it goes on.',
      storage:
        'This phone could not keep what the server sent. Make some room on it; it tries again by itself.',
      read_only:
        'The server has no room left and takes nothing for the moment. What you write is kept on this phone, and what others wrote still comes. It tries again by itself; your steward can make room.',
      unknown_device:
        'The server no longer knows this phone. It was set back to a time before this phone joined. All that you wrote is kept here. Join again with a new invite, and what the server lost is sent once more.',
    } as Record<string, string>,
    scopes: {
      between: 'something just between us',
      team: (name: string) => name,
      place: 'the alliance',
      self: 'yourself',
      person: 'somebody',
    },
  },
  join: {
    own: {
      title: 'Your own page',
      lead: 'Here you see what is kept about you, say how you see it, and decide who reads what.',
      look: 'First look around: is this a device that only you use? What you open here stays on it until you close and forget it.',
      device: 'My device',
      leave: 'Leave now',
    },
    title: 'Join on this phone',
    lead: 'You need an invite from somebody in your team or from your steward.',
    linkLead: 'You have an invite. Nothing happens until you press Join.',
    code: 'Invite code',
    codeHint: 'Sixteen letters and numbers. Spaces, hyphens and capitals do not matter.',
    device: 'A name for this phone',
    deviceHint: 'So that you can tell your devices apart, for example “blue Nokia”.',
    deviceDefault: 'My phone',
    join: 'Join',
    joining: 'Joining',
    homeScreen:
      'On an iPhone or iPad, add this page to the Home Screen first and join from there: otherwise Safari may clear what is kept after a week.',
    noCode: 'Type the invite code',
    noDevice: 'Give this phone a name',
    already: (name: string) => `This phone is already ${name}’s`,
    alreadyText: (name: string) =>
      `Somebody else can have pages of their own on it. ${name}’s are locked then, and neither can see or clear the other’s.`,
    beside: 'Lock these, and join as somebody else',
    emptied: 'This browser has emptied what was kept here',
    emptiedAllSent: 'All that had been saved on this phone had been sent, so nothing is lost.',
    emptiedUnsent: (n: number, when: string) =>
      plural(n, {
        one: `{n} change may not have been sent, and then it is lost. It was saved ${when}. Write it down again if you still know it.`,
        other: `{n} changes may not have been sent, and then they are lost. The last one was saved ${when}. Write them down again if you still know them.`,
      }),
    emptiedText:
      'What had been sent is safe with the server. Ask for a new invite and join again: it comes back by itself. Forms that you had begun are gone.',
    againTitle: 'Join again on this phone',
    againText: (name: string) =>
      `The server was set back to a time before this phone joined, and does not know it. All that ${name} wrote here is kept. Ask your steward for a new invite for ${name}; what the server lost is then sent once more, by itself.`,
    finishing: 'Nearly there',
    finishingText: 'This phone has joined. It still has to fetch your name and your teams.',
    codes: {
      offline: 'There is no signal just now. Try again when it is back; the code is still good.',
      timeout: 'The server did not answer in time. Try again; the code is still good.',
      invite_used: 'This invite was used already. Ask for a new one.',
      invite_expired: 'This invite is too old. Ask for a new one.',
      not_found: 'No invite has this code. Look at it once more.',
      invalid: 'This code cannot be right. It has sixteen letters and numbers.',
      other_member:
        'This invite is for somebody else. What is kept on this phone would be sent in their name. Ask for an invite of your own.',
      too_many: 'Too many tries. Wait a minute, then try again.',
      storage:
        'This browser does not let the app keep anything. Leave private browsing, then try again.',
      other: 'That did not work. Try again in a moment.',
    } as Record<string, string> & { other: string },
  },
  ended: {
    title: 'This phone was signed out',
    wiped:
      'Your time here was ended or this phone was taken off the list. Its key and all that was kept under it are destroyed; what was sent is with your team.',
    others: 'Open somebody else’s pages',
    again: 'Join again with an invite',
  },
  settings: {
    title: 'Settings',
    language: 'Language',
    languages: { en: 'English', cy: 'Cymraeg' },
    theme: 'Light or dark',
    themes: { auto: 'As the phone has it', light: 'Light', dark: 'Dark' },
    you: 'You and this phone',
    youAre: (name: string, place: string) => `${name}, ${place}`,
    device: (name: string) => `This phone is called ${name}.`,
    phones: 'Your phones: add one, or sign one out',
    keeping: 'What is kept here',
    persisted: 'The browser has promised to keep what is on this phone.',
    notPersisted:
      'The browser may clear what is on this phone if it runs out of room. What has been sent is safe: send often.',
    notAsked:
      'The browser has not been asked yet whether it keeps what is on this phone; that happens at the first save.',
    used: (mb: string) => `About ${mb} MB are in use.`,
    empty: 'Fetch the app afresh',
    emptyHint: 'Takes the stored program off this phone and loads it again. What you wrote stays.',
    about: 'About',
    aboutText: 'Alongside keeps what you write on this phone first and sends it when it can.',
    version: (v: string) => `Version ${v}`,
    leave: 'Leave this phone',
    leaveText: 'Takes everything off this phone. What has been sent stays with your team.',
    leaveUnsent: (n: number) =>
      plural(n, {
        one: '{n} change has not been sent and would be lost for ever.',
        other: '{n} changes have not been sent and would be lost for ever.',
      }),
    leaveSure: 'Yes, clear this phone',
    leaveStay: 'No, stay',
  },
  phones: {
    title: 'Your phones',
    lead: 'Every phone or computer that you use Alongside on has a key of its own. If you lose one, sign it out here.',
    loading: 'Fetching the list',
    here: 'The one in your hand',
    seen: (ago: string) => `Last in touch ${ago}`,
    never: 'Not in touch yet',
    rename: 'Rename',
    newName: 'What to call it',
    noName: 'Give it a name.',
    save: 'Save',
    leaveIt: 'Leave it as it is',
    out: 'Sign out',
    outHeading: (name: string) => `Sign out “${name}”?`,
    outWhat:
      'It stops working at once and is emptied as soon as it is in touch again. This cannot be undone.',
    outLost:
      'Words written on it that were not sent are lost with it: they are destroyed, not kept. If you still have it, open the app there first and wait for “Sent”.',
    outSeen: (when: string) =>
      `It was last in touch ${when}. What was written on it since then has not been sent.`,
    outGo: 'Sign it out for good',
    outDone: (name: string) => `“${name}” is signed out.`,
    add: 'Add another phone',
    addText:
      'This phone shows a code. Point the camera of the other phone at it, and press Join there.',
    show: 'Show the code',
    another: 'Show a new code',
    hide: 'Hide the code',
    code: 'QR code for the other phone',
    until: (when: string) => `It works once, until ${when}.`,
    orType: (address: string) => `Or open ${address} there and type:`,
    careful: 'Whoever reads this code can see what you see. Show it to nobody but yourself.',
    codes: {
      offline: 'There is no signal just now. This needs it.',
      timeout: 'The server did not answer in time. Try again.',
      too_many: 'Too many tries. Wait a minute, then try again.',
      read_only: 'The server has no room left just now. Tell your steward.',
      other: 'That did not work. Try again in a moment.',
    } as Record<string, string> & { other: string },
  },
};
