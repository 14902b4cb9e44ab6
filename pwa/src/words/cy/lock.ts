import type { lock as en } from '../en/lock.ts';
import { plural } from '../plural.ts';

export const lock: typeof en = {
  title: 'Mae’r ffôn hwn wedi’i gloi',
  who: 'Pwy sydd yma?',
  whoText:
    'Mae gan bob un ohonoch eich tudalennau eich hun yma. Ni all neb weld na chlirio rhai neb arall.',
  passphrase: 'Eich cyfrinymadrodd',
  show: 'Dangos yr hyn rwy’n ei deipio',
  open: 'Datgloi',
  opening: 'Yn datgloi',
  kept: 'Mae’r hyn a ysgrifennoch wedi’i gadw, a’r hyn yr oeddech ar ei ganol hefyd.',
  missing: 'Teipiwch eich cyfrinymadrodd',
  wrong:
    'Nid dyna’r cyfrinymadrodd. Edrychwch ar y sillafu a’r priflythrennau, yna rhowch gynnig arall arni.',
  failed:
    'Nid oedd modd agor y clo y tro hwn. Caewch dudalennau eraill yr ap, yna rhowch gynnig arall arni.',
  notYou: 'Dewis rhywun arall',
  another: 'Ymuno â’ch gwahoddiad eich hun',
  choose: {
    label: 'Dewiswch gyfrinymadrodd',
    hint: 'Mae’n cloi’r hyn sydd ar y ffôn hwn, ac mae ei angen arnoch i agor yr ap, gyda signal neu hebddo. Mae pedwar gair neu fwy heb ddim i’w wneud â’i gilydd yn dda. Mae llinell o gân, enw neu ddyddiad yn hawdd ei ddyfalu, waeth pa mor hir.',
    once: 'Ni all neb chwilio amdano ar eich rhan. Ysgrifennwch ef a’i gadw ymhell o’r ffôn nes eich bod yn ei wybod.',
    short: n =>
      plural(n, {
        one: '{n} nod arall, o leiaf.',
        other: '{n} nod arall, o leiaf.',
      }),
    same: 'Yr un ychydig nodau drosodd a throsodd yw hynny: rhy hawdd ei ddyfalu.',
    fair: 'Digon hir. Byddai gair neu ddau arall yn ei wneud yn llawer anoddach ei ddyfalu.',
    good: 'Hyd da, os eich geiriau chi ydynt.',
    tooShort: 'Gwnewch y cyfrinymadrodd yn hirach: 12 nod neu fwy',
    tooSame: 'Defnyddiwch fwy o nodau gwahanol yn y cyfrinymadrodd',
    hide: 'Cuddio’r hyn rwy’n ei deipio',
  },
  move: {
    title: 'Cloi’r hyn sydd ar y ffôn hwn',
    text: 'Hyd yma, gallai pwy bynnag a allai ddarllen storfa’r ffôn hwn ddarllen eich nodiadau. O hyn ymlaen mae popeth wedi’i gloi â chyfrinymadrodd na ŵyr neb ond chi.',
    stays:
      'Does dim yn cael ei golli: mae’r hyn a ysgrifennoch, yr hyn sy’n aros i’w anfon a’r hyn yr oeddech ar ei ganol i gyd yn aros.',
    go: 'Ei gloi',
    going: 'Yn cloi popeth',
    failed:
      'Ni weithiodd hynny; ni newidiwyd dim. Gwnewch ychydig o le ar y ffôn, yna rhowch gynnig arall arni.',
  },
  forgot: {
    link: 'Rwyf wedi’i anghofio',
    title: 'Heb y cyfrinymadrodd',
    nobody: 'Ni all neb agor y tudalennau hyn hebddo: nid eich stiward, ac nid y gweinydd.',
    sent: 'Mae’r hyn a anfonwyd yn ddiogel. Gofynnwch am wahoddiad newydd, gan eich stiward neu o ffôn arall sydd gennych, ymunwch eto, a daw’n ôl ohono’i hun.',
    allSent:
      'Roedd popeth a gadwyd ar y ffôn hwn wedi’i anfon. Dim ond ffurflenni yr oeddech wedi’u dechrau fyddai’n cael eu colli.',
    unsent: (n, when) =>
      plural(n, {
        one: `Nid yw {n} peth a gadwyd yma wedi’i anfon, o ${when}. Dim ond â’r cyfrinymadrodd y gellir ei ddarllen.`,
        other: `Nid yw {n} peth a gadwyd yma wedi’u hanfon, yr olaf o ${when}. Dim ond â’r cyfrinymadrodd y gellir eu darllen.`,
      }),
    unknown: 'Ni ellir dweud o’r fan hon a oedd popeth a gadwyd wedi’i anfon.',
    tryAgain: 'Rhoi cynnig arall ar y cyfrinymadrodd',
    giveUp: 'Rhoi’r gorau i’r tudalennau hyn ac ymuno eto',
    sure: n =>
      plural(n, {
        one: 'Ie, mae {n} peth heb ei anfon wedi’i golli am byth',
        other: 'Ie, mae {n} peth heb eu hanfon wedi’u colli am byth',
      }),
    sureUnknown: 'Ie, mae beth bynnag na chafodd ei anfon wedi’i golli am byth',
    given: 'Mae’r tudalennau hyn wedi mynd oddi ar y ffôn hwn',
  },
  settings: {
    title: 'Y clo',
    text: 'Mae popeth a gedwir ar y ffôn hwn wedi’i gloi â’ch cyfrinymadrodd.',
    now: 'Ei gloi nawr',
    after: 'Cloi ohono’i hun pan nad oes neb wedi’i gyffwrdd am',
    minutes: n =>
      plural(n, {
        one: '{n} funud',
        two: '{n} funud',
        few: '{n} munud',
        many: '{n} munud',
        other: '{n} munud',
      }),
    label: 'Beth mae’r clo yn eich galw, os yw rhywun arall yn defnyddio’r ffôn hwn hefyd',
    labelHint: 'Gellir ei ddarllen heb y cyfrinymadrodd. Mae llythyren neu ddwy yn ddigon.',
    keep: 'Ei gadw',
    kept: 'Wedi’i gadw',
    change: 'Newid y cyfrinymadrodd',
    old: 'Y cyfrinymadrodd sydd ganddo nawr',
    next: 'Y cyfrinymadrodd newydd',
    changeGo: 'Ei newid',
    changed: 'Mae’r cyfrinymadrodd wedi’i newid',
  },
  lease: {
    title: 'Mae’r ffôn hwn heb gysylltiad ers amser maith',
    text: days =>
      plural(days, {
        one: 'Ar ôl {n} diwrnod heb y gweinydd nid yw’n dangos dim o’r hyn sydd arno, rhag ofn nad yw yn eich dwylo chi. Does dim wedi’i golli: dangosir y cyfan eto cyn gynted ag y bydd signal.',
        other:
          'Ar ôl {n} diwrnod heb y gweinydd nid yw’n dangos dim o’r hyn sydd arno, rhag ofn nad yw yn eich dwylo chi. Does dim wedi’i golli: dangosir y cyfan eto cyn gynted ag y bydd signal.',
      }),
    waiting: n =>
      plural(n, {
        one: 'Mae {n} peth wedi’i gadw yma ac fe’i hanfonir cyn gynted ag y gellir.',
        other: 'Mae {n} peth wedi’u cadw yma ac fe’u hanfonir cyn gynted ag y gellir.',
      }),
    try: 'Chwilio am y gweinydd nawr',
    trying: 'Yn chwilio',
    still: 'Ni ellir cyrraedd y gweinydd eto.',
    visit: 'Nodi ymweliad',
    who: 'Gyda phwy oedd o?',
    whoHint: 'Yr enw yr ydych yn eu hadnabod wrtho yma.',
    story: 'Beth ddigwyddodd?',
    save: 'Cadw’r ymweliad',
    saved: 'Wedi’i gadw ar y ffôn hwn',
    later:
      'Wedi’i gadw ar y ffôn hwn. Gallwch ddweud gyda phwy oedd o ar ôl iddo fod mewn cysylltiad.',
    noStory: 'Ysgrifennwch beth ddigwyddodd',
    full: 'Does dim lle ar ôl ar y ffôn hwn. Mae eich geiriau yn y blwch o hyd.',
  },
  later: {
    title: 'Ymweliadau sy’n aros am enw',
    text: 'Ysgrifennoch y rhain tra oedd y ffôn hwn heb gysylltiad. Dewiswch gyda phwy oedd pob un, ac fe’i cedwir gyda nhw.',
    with: who => (who ? `Ysgrifennoch: gyda ${who}` : 'Nid ysgrifennoch enw'),
    choose: 'Gyda phwy oedd o?',
    save: 'Cadw’r ymweliad',
    noOne: 'Dewiswch gyda phwy oedd o',
    none: 'Does dim yn aros am enw',
    link: n =>
      plural(n, {
        one: 'Mae {n} ymweliad yn aros am enw',
        other: 'Mae {n} ymweliad yn aros am enw',
      }),
  },
};
