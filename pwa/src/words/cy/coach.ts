import type { coach as en } from '../en/coach.ts';

const kit: (typeof en)['kit'] = {
  back: 'Yn ôl',
  cancel: 'Canslo',
  save: 'Cadw',
  error: 'Problem',
  problem: 'Mae problem',
  undo: 'Dadwneud',
  undone: 'Wedi’i dynnu’n ôl',
  scale: [
    'Heb ddechrau eto',
    'Yn meddwl amdano',
    'Cam cyntaf',
    'Wedi dechrau arni',
    'Rhan o’r ffordd',
    'Tua hanner ffordd',
    'Mwy na hanner ffordd',
    'Ymhell ar y ffordd',
    'Y rhan fwyaf ohono',
    'Bron yno',
    'Yno',
  ],
  scaleUnsaid: 'Llithrwch i ddweud pa mor bell mae’n teimlo',
  scaleLess: 'Cam yn llai',
  scaleMore: 'Cam yn fwy',
  done: 'Wedi gwneud hyn, neu ddigon ohono',
  sidesWhy:
    'Ysgrifennodd dau ohonoch hyn heb weld geiriau’r llall. Mae’r ddau’n ddiogel. Pa un ddylai sefyll?',
  keepThis: 'Cadw hwn',
  keepThisOf: who => `Cadw hwn, gan ${who}`,
  keepBoth: 'Cadw’r ddau, un o dan y llall',
  writeThird: 'Ysgrifennu o’r newydd',
  third: 'Beth ddylai sefyll',
  keepThird: 'Cadw hyn',
};

export const coach: typeof en = { kit };
