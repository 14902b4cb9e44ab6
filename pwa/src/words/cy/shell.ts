import type { shell as en } from '../en/shell.ts';
import { plural } from '../plural.ts';

export const shell: typeof en = {
  app: 'Alongside',
  back: 'Yn ôl',
  cancel: 'Canslo',
  status: {
    saved: 'Wedi’i gadw ar y ffôn hwn',
    sending: 'Yn anfon',
    sent: 'Wedi’i anfon',
    needsYou: n =>
      plural(n, {
        one: 'Eich angen chi: {n} peth',
        two: 'Eich angen chi: {n} beth',
        few: 'Eich angen chi: {n} pheth',
        many: 'Eich angen chi: {n} pheth',
        other: 'Eich angen chi: {n} peth',
      }),
    waiting: n => plural(n, { other: '{n} yn aros i’w hanfon' }),
  },
};
