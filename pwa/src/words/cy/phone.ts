import type { phone as en } from '../en/phone.ts';
import { plural } from '../plural.ts';
import { newid } from './shell.ts';

export const phone: typeof en = {
  waiting: {
    title: 'Yn aros i’w anfon',
    allSent: 'Mae popeth wedi’i anfon',
    allSentText: 'Mae popeth a ysgrifennwyd ar y ffôn hwn wedi cyrraedd y gweinydd.',
    allBackedText:
      'Mae popeth a ysgrifennwyd ar y ffôn hwn wedi cyrraedd y gweinydd, ac mae copi wrth gefn ohono.',
    joinAgain: 'Ymuno eto â gwahoddiad',
    forked:
      'Gosodwyd y ffôn hwn yn ôl i gyflwr cynharach, neu mae’n gopi o un arall. Mae’n mynd yn ei flaen fel ffôn ar ei ben ei hun, ac anfonir yr hyn a ysgrifennir arno.',
    damaged:
      'Difrodwyd peth o’r hyn sy’n cael ei gadw ar y ffôn hwn, ac nid oes modd ei ddarllen mwyach. Mae’r hyn a gyrhaeddodd y gweinydd yn cael ei nôl eto ohono’i hun.',
    damagedOwn: (n: number) =>
      plural(n, {
        two: 'Mae {n} beth a ysgrifennoch ac na chafodd eu hanfon wedi’u colli. Os ydych yn eu cofio, ysgrifennwch nhw eto.',
        other:
          'Mae {n} peth a ysgrifennoch ac na chafodd eu hanfon wedi’u colli. Os ydych yn eu cofio, ysgrifennwch nhw eto.',
      }),
    understood: 'Iawn',
    differs: names =>
      `Nid yw’r hyn sydd gan y ffôn hwn a’r gweinydd am ${names} yr un fath. Cedwir popeth a ysgrifennoch; caiff ei nôl eto ohono’i hun. Os bydd hyn yn para am ddiwrnod, dywedwch wrth eich stiward.`,
    lastSent: ago => `Clywed ddiwethaf gan y gweinydd ${ago}.`,
    never: 'Nid yw’r ffôn hwn wedi clywed gan y gweinydd eto.',
    some: n => `Mae ${newid(n)} yn ddiogel ar y ffôn hwn ac yn dal i aros i’w anfon.`,
    offline: 'Does dim signal. Bydd yr anfon yn mynd yn ei flaen ohono’i hun pan ddaw yn ôl.',
    sendNow: 'Anfon nawr',
    sendingNow: 'Yn anfon',
    needsTitle: 'Mae eich angen chi',
    waitTitle: 'Yn aros',
    since: when => `Wedi’i gadw ${when}`,
    forScope: name => `Am ${name}`,
    held: 'Gellir ei ddadwneud o hyd',
    sending: 'Ar ei ffordd',
    waiting: 'Yn aros i gael ei anfon',
    arrived: 'Wedi cyrraedd; yn aros i ddod yn ôl yn y cofnod cyffredin',
    noWords: 'Dewis, heb eiriau',
    again: 'Anfon eto',
    copy: 'Copïo’r geiriau',
    copied: 'Wedi’i gopïo',
    discard: 'Taflu’r geiriau hyn',
    discarded: 'Wedi’i daflu',
    whole: 'Y cyfan a ysgrifennwyd',
    open: 'Agor y dudalen',
    codes: {
      scope_denied:
        'Ni allwch ysgrifennu yma mwyach. Gofynnwch i rywun sy’n gallu ei weld; mae eich geiriau wedi’u cadw ar y ffôn hwn.',
      invalid:
        'Ni all y gweinydd ddarllen hwn. Mae eich geiriau wedi’u cadw ar y ffôn hwn: copïwch nhw a’u hysgrifennu eto.',
      immutable:
        'Roedd rhywun wedi ysgrifennu’r ffaith hon o’ch blaen, gydag ateb arall. Agorwch y dudalen a’i chywiro yno.',
      too_large: 'Mae hwn yn rhy hir i’w anfon mewn un darn. Copïwch ef a’i gadw mewn rhannau.',
      last_in_circle:
        'Rhaid i rywun aros sy’n gallu gweld hwn. Ychwanegwch berson arall cyn tynnu’r un olaf.',
      other: 'Ni dderbyniodd y gweinydd hwn. Mae eich geiriau wedi’u cadw ar y ffôn hwn.',
    },
    trouble: {
      unauthenticated:
        'Nid yw’r gweinydd yn adnabod y ffôn hwn ar hyn o bryd. Cedwir yr hyn a ysgrifennwch; mae’n ceisio eto ohono’i hun.',
      wrong_device:
        'Mae’r gweinydd yn cymryd y ffôn hwn am un arall. Cedwir yr hyn a ysgrifennwch; gofynnwch i’ch stiward.',
      forbidden:
        'Nid yw’r gweinydd yn gadael i’r ffôn hwn anfon. Cedwir yr hyn a ysgrifennwch; gofynnwch i’ch stiward.',
      unsupported_protocol:
        'Mae’r fersiwn hon o’r ap yn rhy hen i’r gweinydd. Defnyddiwch y fersiwn newydd, yna bydd yn mynd yn ei flaen.',
      storage:
        'Ni allai’r ffôn hwn gadw’r hyn a anfonodd y gweinydd. Gwnewch le arno; mae’n ceisio eto ohono’i hun.',
      read_only:
        'Nid oes lle ar ôl ar y gweinydd ac nid yw’n derbyn dim am y tro. Cedwir yr hyn a ysgrifennwch ar y ffôn hwn, a daw’r hyn a ysgrifennodd eraill o hyd. Mae’n ceisio eto ohono’i hun; gall eich stiward wneud lle.',
      unknown_device:
        'Nid yw’r gweinydd yn adnabod y ffôn hwn mwyach. Fe’i gosodwyd yn ôl i amser cyn i’r ffôn hwn ymuno. Cedwir popeth a ysgrifennoch yma. Ymunwch eto â gwahoddiad newydd, ac anfonir eto yr hyn a gollodd y gweinydd.',
    },
    scopes: {
      between: 'rhywbeth rhyngom ni yn unig',
      team: name => name,
      place: 'y gynghrair',
      self: 'chi eich hun',
      person: 'rhywun',
    },
  },
  join: {
    own: {
      title: 'Eich tudalen eich hun',
      lead: 'Yma rydych chi’n gweld beth sy’n cael ei gadw amdanoch, yn dweud sut rydych chi’n ei weld, ac yn penderfynu pwy sy’n darllen beth.',
      look: 'Edrychwch o’ch cwmpas yn gyntaf: ai dim ond chi sy’n defnyddio’r ddyfais hon? Mae’r hyn a agorwch yma yn aros arni nes i chi ei gau a’i anghofio.',
      device: 'Fy nyfais',
      leave: 'Gadael nawr',
    },
    title: 'Ymuno ar y ffôn hwn',
    lead: 'Mae angen gwahoddiad arnoch gan rywun yn eich tîm neu gan eich stiward.',
    linkLead: 'Mae gennych wahoddiad. Does dim yn digwydd nes i chi bwyso Ymuno.',
    code: 'Cod y gwahoddiad',
    codeHint:
      'Un ar bymtheg o lythrennau a rhifau. Nid yw bylchau, cysylltnodau na phriflythrennau o bwys.',
    device: 'Enw ar gyfer y ffôn hwn',
    deviceHint: 'Er mwyn i chi wahaniaethu rhwng eich dyfeisiau, er enghraifft “Nokia glas”.',
    deviceDefault: 'Fy ffôn',
    join: 'Ymuno',
    joining: 'Yn ymuno',
    homeScreen:
      'Ar iPhone neu iPad, ychwanegwch y dudalen hon at y Sgrin Gartref yn gyntaf ac ymunwch oddi yno: fel arall gall Safari glirio’r hyn a gedwir ar ôl wythnos.',
    noCode: 'Teipiwch god y gwahoddiad',
    noDevice: 'Rhowch enw i’r ffôn hwn',
    already: name => `Ffôn ${name} yw hwn eisoes`,
    alreadyText: name =>
      `Gall rhywun arall gael ei dudalennau ei hun arno. Bydd rhai ${name} wedi’u cloi wedyn, ac ni all y naill weld na chlirio rhai’r llall.`,
    beside: 'Cloi’r rhain, ac ymuno fel rhywun arall',
    emptied: 'Mae’r porwr hwn wedi gwagio’r hyn a gadwyd yma',
    emptiedAllSent:
      'Roedd popeth a gadwyd ar y ffôn hwn wedi’i anfon, felly nid oes dim wedi’i golli.',
    emptiedUnsent: (n, when) =>
      `Efallai na chafodd ${newid(n)} ei anfon, ac os felly mae wedi’i golli. Cadwyd yr olaf ${when}. Ysgrifennwch ef eto os ydych yn ei gofio.`,
    emptiedText:
      'Mae’r hyn a anfonwyd yn ddiogel gyda’r gweinydd. Gofynnwch am wahoddiad newydd ac ymunwch eto: daw yn ôl ohono’i hun. Mae ffurflenni ar eu hanner wedi mynd.',
    againTitle: 'Ymuno eto ar y ffôn hwn',
    againText: name =>
      `Gosodwyd y gweinydd yn ôl i amser cyn i’r ffôn hwn ymuno, ac nid yw’n ei adnabod. Cedwir popeth a ysgrifennodd ${name} yma. Gofynnwch i’ch stiward am wahoddiad newydd i ${name}; yna anfonir eto, ohono’i hun, yr hyn a gollodd y gweinydd.`,
    finishing: 'Bron yno',
    finishingText: 'Mae’r ffôn hwn wedi ymuno. Mae’n dal i orfod nôl eich enw a’ch timau.',
    codes: {
      offline:
        'Does dim signal ar hyn o bryd. Rhowch gynnig arall arni pan ddaw yn ôl; mae’r cod yn dal yn dda.',
      timeout:
        'Nid atebodd y gweinydd mewn pryd. Rhowch gynnig arall arni; mae’r cod yn dal yn dda.',
      invite_used: 'Defnyddiwyd y gwahoddiad hwn eisoes. Gofynnwch am un newydd.',
      invite_expired: 'Mae’r gwahoddiad hwn yn rhy hen. Gofynnwch am un newydd.',
      not_found: 'Nid oes gwahoddiad â’r cod hwn. Edrychwch arno unwaith eto.',
      invalid: 'Ni all y cod hwn fod yn gywir. Mae ganddo un ar bymtheg o lythrennau a rhifau.',
      other_member:
        'Gwahoddiad i rywun arall yw hwn. Byddai’r hyn a gedwir ar y ffôn hwn yn cael ei anfon yn ei enw. Gofynnwch am wahoddiad i chi’ch hun.',
      too_many: 'Gormod o geisiadau. Arhoswch funud, yna rhowch gynnig arall arni.',
      storage:
        'Nid yw’r porwr hwn yn gadael i’r ap gadw dim. Gadewch bori preifat, yna rhowch gynnig arall arni.',
      other: 'Ni weithiodd hynny. Rhowch gynnig arall arni mewn eiliad.',
    },
  },
  ended: {
    title: 'Allgofnodwyd y ffôn hwn',
    wiped:
      'Daeth eich amser yma i ben neu tynnwyd y ffôn hwn oddi ar y rhestr. Mae ei allwedd a phopeth a gadwyd ag ef wedi’u dinistrio; mae’r hyn a anfonwyd gyda’ch tîm.',
    others: 'Agor tudalennau rhywun arall',
    again: 'Ymuno eto â gwahoddiad',
  },
  settings: {
    title: 'Gosodiadau',
    language: 'Iaith',
    languages: { en: 'English', cy: 'Cymraeg' },
    theme: 'Golau neu dywyll',
    themes: { auto: 'Fel y mae’r ffôn', light: 'Golau', dark: 'Tywyll' },
    you: 'Chi a’r ffôn hwn',
    youAre: (name, place) => `${name}, ${place}`,
    device: name => `Enw’r ffôn hwn yw ${name}.`,
    phones: 'Eich ffonau: ychwanegu un, neu allgofnodi un',
    keeping: 'Yr hyn a gedwir yma',
    persisted: 'Mae’r porwr wedi addo cadw’r hyn sydd ar y ffôn hwn.',
    notPersisted:
      'Gall y porwr glirio’r hyn sydd ar y ffôn hwn os bydd yn brin o le. Mae’r hyn a anfonwyd yn ddiogel: anfonwch yn aml.',
    notAsked:
      'Ni ofynnwyd i’r porwr eto a yw’n cadw’r hyn sydd ar y ffôn hwn; mae hynny’n digwydd wrth gadw am y tro cyntaf.',
    used: mb => `Defnyddir tua ${mb} MB.`,
    empty: 'Nôl yr ap o’r newydd',
    emptyHint:
      'Tynnu’r rhaglen oddi ar y ffôn hwn a’i llwytho eto. Mae’r hyn a ysgrifennoch yn aros.',
    about: 'Ynghylch',
    aboutText:
      'Mae Alongside yn cadw’r hyn a ysgrifennwch ar y ffôn hwn yn gyntaf ac yn ei anfon pan all.',
    version: v => `Fersiwn ${v}`,
    leave: 'Gadael y ffôn hwn',
    leaveText: 'Tynnu popeth oddi ar y ffôn hwn. Mae’r hyn a anfonwyd yn aros gyda’ch tîm.',
    leaveUnsent: n => `Nid anfonwyd ${newid(n)}, a byddai’n cael ei golli am byth.`,
    leaveSure: 'Ie, cliriwch y ffôn hwn',
    leaveStay: 'Na, arhoswch',
  },
  phones: {
    title: 'Eich ffonau',
    lead: 'Mae gan bob ffôn neu gyfrifiadur y defnyddiwch Alongside arno ei allwedd ei hun. Os collwch un, allgofnodwch ef yma.',
    loading: 'Wrthi’n nôl y rhestr',
    here: 'Yr un yn eich llaw',
    seen: ago => `Mewn cysylltiad ddiwethaf ${ago}`,
    never: 'Heb fod mewn cysylltiad eto',
    rename: 'Ailenwi',
    newName: 'Beth i’w alw',
    noName: 'Rhowch enw iddo.',
    save: 'Cadw',
    leaveIt: 'Gadael fel y mae',
    out: 'Allgofnodi',
    outHeading: name => `Allgofnodi “${name}”?`,
    outWhat:
      'Mae’n peidio â gweithio ar unwaith a chaiff ei wagio cyn gynted ag y bydd mewn cysylltiad eto. Ni ellir dadwneud hyn.',
    outLost:
      'Collir geiriau a ysgrifennwyd arno nas anfonwyd: cânt eu dinistrio, nid eu cadw. Os yw gennych o hyd, agorwch yr ap yno yn gyntaf ac arhoswch am “Anfonwyd”.',
    outSeen: when =>
      `Bu mewn cysylltiad ddiwethaf ${when}. Nid yw’r hyn a ysgrifennwyd arno ers hynny wedi’i anfon.`,
    outGo: 'Allgofnodi am byth',
    outDone: name => `Mae “${name}” wedi’i allgofnodi.`,
    add: 'Ychwanegu ffôn arall',
    addText: 'Mae’r ffôn hwn yn dangos cod. Anelwch gamera’r ffôn arall ato, a phwyswch Ymuno yno.',
    show: 'Dangos y cod',
    another: 'Dangos cod newydd',
    hide: 'Cuddio’r cod',
    code: 'Cod QR ar gyfer y ffôn arall',
    until: when => `Mae’n gweithio unwaith, tan ${when}.`,
    orType: address => `Neu agorwch ${address} yno a theipiwch:`,
    careful:
      'Gall pwy bynnag sy’n darllen y cod hwn weld yr hyn a welwch chi. Peidiwch â’i ddangos i neb ond chi eich hun.',
    codes: {
      offline: 'Nid oes signal ar hyn o bryd. Mae angen un ar gyfer hyn.',
      timeout: 'Nid atebodd y gweinydd mewn pryd. Rhowch gynnig arall arni.',
      too_many: 'Gormod o gynigion. Arhoswch funud, yna rhowch gynnig arall arni.',
      read_only: 'Nid oes lle ar ôl ar y gweinydd ar hyn o bryd. Dywedwch wrth eich stiward.',
      other: 'Ni weithiodd hynny. Rhowch gynnig arall arni cyn hir.',
    },
  },
};
