import type { coach as en } from '../en/coach.ts';
import { plural } from '../plural.ts';
import { kit } from './kit.ts';

/** Words of the coach's first screens and of the kit. */
export const coach: typeof en = {
  kit,
  me: 'Fi',
  you: 'Chi',
  saved: 'Wedi’i gadw ar y ffôn hwn',
  removed_say: 'Wedi’i ddileu',
  add: 'Ychwanegu',
  somebodyElse: 'Rhywun arall',
  problems: {
    money: 'Ysgrifennwch y swm mewn rhifau, fel 6.40',
    name: 'Ysgrifennwch beth maen nhw’n hoffi cael eu galw',
    words: 'Ysgrifennwch ychydig eiriau',
    nothing: 'Ysgrifennwch ychydig eiriau am beth ddigwyddodd, neu agorwch rywbeth isod',
    tooLong: n => plural(n, { other: 'Defnyddiwch {n} nod ar y mwyaf' }),
    other: 'Ni ellir cadw hyn fel y mae',
    full: 'Does dim lle ar ôl ar y ffôn hwn. Does dim wedi’i golli: mae’n aros yn y ffurflen hon. Gwnewch le a chadwch eto.',
    storage: 'Methodd y ffôn hwn â’i gadw. Mae’n aros yn y ffurflen hon: rhowch gynnig arall arni.',
    howFar:
      'Dywedwch pa mor bell mae’n teimlo, neu ei fod wedi’i wneud, neu ysgrifennwch ychydig eiriau',
    circle: 'Dewiswch o leiaf un person neu dîm',
  },
  days: {
    for: day => `Erbyn ${day}`,
    was: day => `Roedd erbyn ${day}`,
    whenever: 'Dim diwrnod wedi’i enwi',
  },
  missing: {
    title: 'Nid yw ar y ffôn hwn',
    text: 'Efallai ei fod ar ei ffordd o hyd, neu nad ydych chi ymhlith y bobl sy’n gallu ei weld.',
    home: 'Yn ôl i’r dechrau',
  },
  home: {
    noWords: 'Dim geiriau eto',
    title: 'Beth addewais i',
    none: 'Dim wedi’i addo',
    noneText: 'Pan addewch rywbeth ar ymweliad, bydd yn sefyll yma nes ei fod wedi’i wneud.',
    tick: words => `Wedi’i wneud: ${words}`,
    ticked: 'Wedi’i wneud',
    logVisit: 'Cofnodi ymweliad',
    more: n =>
      plural(n, {
        one: '{n} addewid arall',
        two: '{n} addewid arall',
        few: '{n} addewid arall',
        many: '{n} addewid arall',
        other: '{n} addewid arall',
      }),
    people: 'Fy mhobl i',
    others: 'Gydag eraill yn y tîm',
    movedOn: 'Wedi symud ymlaen',
    addPerson: 'Ychwanegu person',
    search: 'Chwilio',
    noPeople: 'Neb eto',
    noPeopleText: 'Bydd y bobl rydych chi’n sefyll wrth eu hochr yma. Mae enw’n ddigon i ddechrau.',
    never: 'Dim ymweliad eto',
    lastVisit: ago => `Ymweliad diwethaf ${ago}`,
    first: done =>
      plural(done, {
        zero: 'Yn nôl yr hyn a ysgrifennodd eich tîm',
        other: 'Yn nôl yr hyn a ysgrifennodd eich tîm: {n} hyd yn hyn',
      }),
    whoWith: 'Gyda phwy oeddech chi?',
  },
};
