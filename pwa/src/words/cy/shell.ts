import type { shell as en } from '../en/shell.ts';
import { plural } from '../plural.ts';

/** A number of changes; the noun keeps its form, but none of them is "dim". */
export const newid = (n: number) =>
  plural(n, {
    zero: 'dim newid',
    one: '{n} newid',
    two: '{n} newid',
    few: '{n} newid',
    many: '{n} newid',
    other: '{n} newid',
  });

export const shell: typeof en = {
  app: 'Alongside',
  back: 'Yn ôl',
  cancel: 'Canslo',
  tryAgain: 'Rhowch gynnig arall arni',
  somebody: 'Rhywun',
  aTeam: 'Tîm',
  skip: 'Neidio i’r cynnwys',
  loading: 'Arhoswch eiliad',
  opening: 'Yn agor',
  tabs: {
    label: 'Prif dudalennau',
    home: 'Hafan',
    search: 'Chwilio',
    team: 'Tîm',
    alliance: 'Cynghrair',
    figures: 'Ffigurau',
    steward: 'Gofalu',
    settings: 'Gosodiadau',
  },
  status: {
    saved: 'Wedi’i gadw ar y ffôn hwn',
    sending: 'Yn anfon',
    sent: 'Wedi’i anfon',
    sentAll: 'Wedi’i anfon. Does dim yn aros.',
    savedWaiting: n => `Wedi’i gadw ar y ffôn hwn. ${newid(n)} i’w anfon.`,
    sendingNow: n => `Yn anfon ${newid(n)}`,
    needsYou: n => `Mae eich angen chi: ${newid(n)}`,
    needsYouPlain: 'Mae eich angen chi',
    offline: 'Dim signal. Gallwch ddal ati i weithio.',
    offlineWaiting: n => `Dim signal. Wedi’i gadw ar y ffôn hwn, ${newid(n)} i’w anfon wedyn.`,
    full: n => `Mae’r gweinydd yn llawn. Wedi’i gadw ar y ffôn hwn, ${newid(n)} i’w anfon wedyn.`,
    fetching: 'Yn nôl yr hyn a ysgrifennodd eich tîm',
    fetchingOf: (done, total) => `Yn nôl: ${done} o ${total}`,
  },
  update: {
    ready: 'Mae fersiwn newydd yn barod.',
    use: 'Ei defnyddio nawr',
  },
  problem: {
    title: 'Aeth rhywbeth o’i le ar y dudalen hon',
    text: 'Mae’r hyn a gadwoch yn ddiogel. Ewch yn ôl, neu agorwch y dudalen eto.',
    reload: 'Ei hagor eto',
    notFound: 'Nid oes tudalen o’r fath',
    notFoundText: 'Efallai fod y ddolen yn hen, neu nad yw’r dudalen i chi ei gweld.',
    home: 'Mynd i’r dudalen gyntaf',
    chunk:
      'Ni ellid llwytho’r dudalen hon. Efallai fod angen signal arni, neu fersiwn newydd o’r ap.',
    broken: 'Ni all yr ap agor ei storfa',
    brokenText:
      'Nid yw’r porwr yn gadael iddo gadw dim ar hyn o bryd. Caewch dabiau eraill yr ap, gadewch bori preifat neu gwnewch le, yna rhowch gynnig arall arni.',
  },
};
