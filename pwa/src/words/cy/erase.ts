import type { erase as english } from '../en/erase.ts';
import { plural } from '../plural.ts';
import { retention } from './retention.ts';

/** Geiriau stiwardiaid sy’n dileu rhywun. */
export const erase: typeof english = {
  title: 'Dileu person',
  list: 'Pobl a gafodd eu dileu',
  lead: 'Pan nad yw rhywun am i ddim gael ei gadw amdanyn nhw mwyach.',
  what: 'Beth fydd yn mynd',
  changes: (n: number) => plural(n, { two: '{n} newid', other: '{n} newid' }),
  records: (n: number) => plural(n, { two: '{n} gofnod', other: '{n} cofnod' }),
  betweens: (n: number) =>
    plural(n, {
      zero: 'Dim byd a gadwyd rhwng ychydig yn unig',
      two: '{n} gofnod a gadwyd rhwng ychydig yn unig',
      other: '{n} cofnod a gadwyd rhwng ychydig yn unig',
    }),
  seenBy: (names: string) => `Wedi’i weld hyd yma gan: ${names}`,
  seenByNobody: 'Does neb yn gallu ei weld nawr',
  somebody: 'rhywun sydd wedi gadael',
  points: [
    'Bydd pob gair amdanyn nhw’n mynd o’r gweinydd ac o bob ffôn, y tro nesaf y bydd y ffôn hwnnw mewn cysylltiad. Bydd geiriau sy’n aros ar ffôn yn mynd hefyd.',
    'Byddan nhw’n gadael y ffigurau. Mae ffigurau sydd allan yn barod yn aros fel y maen nhw: does dim modd gweld neb ynddyn nhw.',
    'Bydd yr hyn a benderfynwyd ac a wariwyd yn mynd hefyd. Dim ond swm sy’n aros ym mhob pot, er mwyn i’r arian gyfrif yn gywir.',
    'Mae’r ffaith bod rhywbeth wedi’i ysgrifennu, ar ba ddiwrnod a gan bwy, yn aros, heb air ohono.',
    'Ni fydd dim amdanyn nhw’n cael ei dderbyn mwyach, ac ni fydd copi wrth gefn o’r cyfnod cynt yn dod ag ef yn ôl.',
    'Mae hen gopïau wrth gefn yn ei ddal dan glo o hyd nes iddyn nhw gael eu taflu.',
  ],
  copies: 'Copïau mewn mannau eraill, sy’n aros',
  copiesHint:
    'Copïodd rhywun y rhain oddi yno a’u rhoi yn eu geiriau eu hunain. Nid ydyn nhw’n cael eu dileu: gofynnwch i bwy bynnag a’u gwnaeth a ydyn nhw’n sôn am y person.',
  copyOf: (kind: string, where: string, by: string) => `${kind}, ${where}, gan ${by}`,
  kinds: { decision: 'Penderfyniad', story: 'Stori', reflection: 'Myfyrdod', other: 'Cofnod' },
  inTeam: (team: string) => `yn ${team}`,
  inPlace: 'yn y lle',
  inSelf: 'yn nodiadau rhywun',
  noCopies: 'Does dim copïau mewn mannau eraill.',
  reason: 'Pam?',
  reasonHint:
    'Er enghraifft: gofynnodd amdano ar 3 Mawrth, wyneb yn wyneb. Gadewch enwau allan. Mae hyn yn cael ei gadw.',
  reasonMissing: 'Ysgrifennwch pam',
  noUndo: 'Does dim modd i neb ddadwneud hyn.',
  word: 'DILEU',
  confirm: (word: string) => `Teipiwch ${word}, os ydych chi’n siŵr`,
  confirmMissing: (word: string) => `Teipiwch ${word} mewn llythrennau bras`,
  go: 'Dileu’r person hwn am byth',
  done: 'Maen nhw wedi cael eu dileu.',
  gone: 'Does neb yma o’r rhif hwnnw, neu cawson nhw eu dileu’n barod.',
  none: 'Ni chafodd neb ei ddileu',
  noneText: 'Mae pwy bynnag a gaiff ei ddileu yn sefyll yma gyda’r diwrnod a’r rheswm, a heb enw.',
  one: (when: string) => `Dilëwyd ${when}`,
  by: (name: string) => `Gan ${name}`,
  number: 'Y rhif oedd gan eu cofnod',
  ask: 'Gofyn am un ohonyn nhw',
  askHint:
    'Rhowch y rhif yno a dywedwch pam. Byddwch yn darllen pwy a’u dileodd a phwy sydd wedi gofyn ers hynny, a dim o’r hyn a gadwyd.',
  again: 'Nid yw’r rheswm yn hysbys: fe’i gwnaed eto ar ôl adfer',
  retention,
};
