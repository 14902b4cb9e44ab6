import { plural } from '../plural.ts';

/** Words of the shell: the status line, the outbox, joining, settings. */
export const shell = {
  app: 'Alongside',
  back: 'Back',
  cancel: 'Cancel',
  status: {
    saved: 'Saved on this phone',
    sending: 'Sending',
    sent: 'Sent',
    needsYou: (n: number) =>
      plural(n, { one: 'Needs you: {n} thing', other: 'Needs you: {n} things' }),
    waiting: (n: number) => plural(n, { one: '{n} waiting to send', other: '{n} waiting to send' }),
  },
};
