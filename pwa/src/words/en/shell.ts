import { plural } from '../plural.ts';

/** Words of the shell: the status line, the outbox, joining, settings. */
export const shell = {
  app: 'Alongside',
  back: 'Back',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  somebody: 'Somebody',
  aTeam: 'A team',
  skip: 'Skip to the content',
  loading: 'Just a moment',
  opening: 'Opening',
  tabs: {
    label: 'Main pages',
    home: 'Home',
    search: 'Search',
    team: 'Team',
    alliance: 'Alliance',
    figures: 'Figures',
    steward: 'Looking after',
    settings: 'Settings',
  },
  status: {
    saved: 'Saved on this phone',
    sending: 'Sending',
    sent: 'Sent',
    sentAll: 'Sent. Nothing is waiting.',
    savedWaiting: (n: number) =>
      plural(n, {
        one: 'Saved on this phone. {n} change to send.',
        other: 'Saved on this phone. {n} changes to send.',
      }),
    sendingNow: (n: number) =>
      plural(n, { one: 'Sending {n} change', other: 'Sending {n} changes' }),
    needsYou: (n: number) =>
      plural(n, { one: 'Needs you: {n} change', other: 'Needs you: {n} changes' }),
    needsYouPlain: 'Needs you',
    offline: 'No signal. You can go on working.',
    offlineWaiting: (n: number) =>
      plural(n, {
        one: 'No signal. Saved on this phone, {n} change to send later.',
        other: 'No signal. Saved on this phone, {n} changes to send later.',
      }),
    full: (n: number) =>
      plural(n, {
        one: 'The server is full. Saved on this phone, {n} change to send later.',
        other: 'The server is full. Saved on this phone, {n} changes to send later.',
      }),
    fetching: 'Fetching what your team has written',
    fetchingOf: (done: string, total: string) => `Fetching: ${done} of ${total}`,
  },
  update: {
    ready: 'A newer version is ready.',
    use: 'Use it now',
  },
  problem: {
    title: 'Something went wrong on this page',
    text: 'What you saved is safe. Go back, or open the page again.',
    reload: 'Open it again',
    notFound: 'There is no such page',
    notFoundText: 'The link may be old, or the page may not be yours to see.',
    home: 'Go to the first page',
    chunk: 'This page could not be loaded. It may need a signal, or a newer version of the app.',
    broken: 'The app cannot open its store',
    brokenText:
      'The browser does not let it keep anything just now. Close other tabs of the app, leave private browsing or make some room, then try again.',
  },
};
