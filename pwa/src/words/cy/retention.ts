import type { retention as english } from '../en/retention.ts';
import { plural } from '../plural.ts';
import { howLong } from './howLong.ts';

/** Geiriau stiwardiaid sy’n dewis am ba hyd y mae’r lle’n cadw beth. */
export const retention: typeof english = {
  title: 'Am ba hyd y cedwir pethau',
  intro:
    'Dewiswch ar gyfer pob un am ba hyd y’i cedwir. Does dim yn mynd ohono’i hun: mae’r hyn sydd heibio i’w amser yn sefyll yma, fis ymlaen llaw, ac yn mynd pan ddywedwch chi.',
  chosen: (day, by) => (by ? `Dewiswyd ar ${day} gan ${by}.` : `Dewiswyd ar ${day}.`),
  notChosen: 'Does neb wedi dewis eto: cedwir popeth nes i rywun ofyn iddo fynd.',
  forEver: 'Nes i rywun ofyn',
  months: howLong,
  kinds: {
    left: 'Cofnodion pobl sydd wedi gadael',
    quiet: 'Cofnodion nad oes neb yn ysgrifennu ynddyn nhw mwyach',
    own: 'Yr hyn a ysgrifennodd aelodau iddyn nhw eu hunain, ar ôl iddyn nhw adael',
    asked: 'Yr hyn y gofynnodd pobl amdano, ar ôl iddyn nhw gael ateb',
    trail: 'Pwy welodd beth',
  },
  hints: {
    left: 'O’r diwrnod y gadawon nhw, neu’r diwrnod yr ysgrifennodd rhywun amdanyn nhw ddiwethaf, os yw hynny’n hwyrach. Gyda phopeth a ddywedwyd wrth ychydig.',
    quiet:
      'Pobl heb ddiwrnod gadael. O’r diwrnod yr ysgrifennodd rhywun amdanyn nhw ddiwethaf, neu yr edrychon nhw ar eu tudalen eu hunain.',
    own: 'Eu myfyrdodau a nodiadau eu hwythnosau. O’r diwrnod y gadawon nhw’r lle.',
    asked: 'Ceisiadau am gopi, am gywiriad, am gael eu dileu, gyda’r hyn a wnaed yn eu cylch.',
    trail:
      'Y rhestr lle mae person yn darllen pwy sydd wedi gweld ei gofnod. Mae’r hyn sy’n hŷn yn mynd ohoni i bawb.',
  },
  all: (n, oldest) =>
    plural(n, {
      zero: 'Does dim un.',
      one: `Mae {n} ohonyn nhw, o ${oldest}.`,
      other: `Mae {n} ohonyn nhw. Mae’r hynaf o ${oldest}.`,
    }),
  would: (due, soon) =>
    `${plural(due, {
      zero: 'Gyda’r dewis hwn ni fyddai dim un heibio i’w amser heddiw',
      other: 'Gyda’r dewis hwn byddai {n} heibio i’w hamser heddiw',
      one: 'Gyda’r dewis hwn byddai {n} heibio i’w amser heddiw',
    })}, ${plural(soon, { zero: 'na dim un o fewn mis.', other: 'a {n} arall o fewn mis.' })}`,
  is: (due, soon) =>
    `${plural(due, {
      zero: 'Does dim un heibio i’w amser',
      one: 'Mae {n} heibio i’w amser',
      other: 'Mae {n} heibio i’w hamser',
    })}, ${plural(soon, { zero: 'ac ni fydd dim un o fewn mis.', other: 'a bydd {n} arall o fewn mis.' })}`,
  notKept:
    'Rydych chi wedi newid rhywbeth. Bydd yn cyfrif ar ôl i chi ei gadw; does dim yn mynd wrth gadw.',
  go: 'Cadw’r dewisiadau hyn',
  due: 'Heibio i’w hamser',
  look: n => plural(n, { other: 'Edrych ar y {n} sydd heibio i’w hamser' }),
  dueHint:
    'Dydych chi ddim yn gweld cofnodion pwy yw’r rhain. Gofynnwch i’r rhai sy’n gallu eu gweld, sy’n gwybod wrth y diwrnod: os dylai aros, maen nhw’n ysgrifennu llinell ynddo.',
  lastOn: {
    left: day => `Gadawodd, neu ysgrifennwyd ynddo ddiwethaf, ar ${day}`,
    quiet: day => `Ysgrifennwyd ynddo ddiwethaf ar ${day}`,
    own: day => `Gadawodd ar ${day}`,
    asked: day => `Atebwyd ar ${day}`,
  },
  seenBy: names => `Gall ${names} ei weld`,
  seenByNobody: 'Does neb yn gallu ei weld',
  away: n =>
    plural(n, {
      two: 'Ni fu {n} ffôn o’u heiddo mewn cysylltiad ers mis: collid yr hyn nad ydyn nhw wedi’i anfon',
      other:
        'Ni fu {n} ffôn o’u heiddo mewn cysylltiad ers mis: collid yr hyn nad ydyn nhw wedi’i anfon',
    }),
  chooseAll: n => plural(n, { one: 'Ei ddewis', other: 'Dewis y {n} cyntaf' }),
  none: 'Dewis dim un',
  whatGoes: 'Gweld beth fyddai’n mynd',
  letGo: n => plural(n, { other: 'Gadael i {n} fynd am byth' }),
  chooseSome: 'Dewiswch beth sydd i fynd',
  trailGo: n => plural(n, { two: 'Gadael i {n} gofnod fynd', other: 'Gadael i {n} cofnod fynd' }),
  gone: n => plural(n, { other: 'Mae {n} wedi mynd' }),
  stayed: n =>
    plural(n, {
      other:
        'Mae {n} yn aros, am fod rhywbeth wedi’i ysgrifennu ynddo yn y cyfamser neu am fod rhywun yn aros am ateb',
    }),
  soon: n => plural(n, { other: '{n} o fewn mis' }),
  dueOn: day => `Tan ${day}`,
  waits: n => plural(n, { other: 'Mae {n} yn aros, gan fod rhywun yn disgwyl ateb' }),
  else: 'Yr hyn nad yw’r dewisiadau hyn yn ei gyffwrdd',
  elseList: [
    'Mae ffigurau sydd allan yn aros am byth. Does dim modd gweld neb ynddyn nhw.',
    'O arian a wariwyd ar gyfer rhywun sydd wedi mynd, mae swm yn aros yn ei bot.',
    'Mae’r ffaith bod rhywun wedi’i ddileu, pryd, pam a gan bwy, yn aros am byth, heb enw.',
    'Mae gwahoddiadau’n mynd fis ar ôl iddyn nhw ddod i ben.',
    'Mae copïau wrth gefn yn dal y cyfan dan glo nes iddyn nhw gael eu taflu, a phwy bynnag sy’n rhedeg y gweinydd sy’n penderfynu hynny.',
  ],
  byRule: months => `Fe’i cadwyd am ${months}, fel y dewisodd y lle hwn`,
  ownGone: 'Yr hyn a ysgrifennodd rhywun sydd wedi gadael iddo’i hun',
};
