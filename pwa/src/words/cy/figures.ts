import type { figures as en } from '../en/figures.ts';
import { plural } from '../plural.ts';
import { months } from './spoken.ts';

const people = (n: number) => plural(n, { one: '{n} person', other: '{n} o bobl' });
const goals = (n: number) =>
  plural(n, {
    one: '{n} nod',
    two: '{n} nod',
    few: '{n} nod',
    many: '{n} nod',
    other: '{n} o nodau',
  });

export const figures: typeof en = {
  title: 'Pa mor bell aeth pobl',
  quarter: 'Chwarter',
  quarterName: (q, year) =>
    `${{ '1': 'Ionawr i Fawrth', '2': 'Ebrill i Fehefin', '3': 'Gorffennaf i Fedi', '4': 'Hydref i Ragfyr' }[q] ?? q} ${year}`,
  quarterShort: (q, year) =>
    `${{ '1': 'Ion–Maw', '2': 'Ebr–Meh', '3': 'Gor–Medi', '4': 'Hyd–Rhag' }[q] ?? q} ${year}`,
  months,
  opening: place =>
    `Mae pobl yn ${place} yn enwi’r hyn y maent am ei wneud, ac yn barnu drostynt eu hunain pa mor bell yr aethant. Dyma’r cyfan wedi’i adio: dim mwy na hynny, a neb yn benodol.`,
  noTargets:
    'Ffigurau ar gyfer dysgu yw’r rhain. Does dim targedau ynddynt. Nid oes neb yn cael ei gymharu â neb, a dim ond os dewisant y mae sefydliadau’n dangos eu rhai hwy.',
  whom: quarter =>
    `Maent yn cyfrif pawb y bu tîm wrth eu hochr ar unrhyw adeg o ${quarter}. Hyfforddwr, yn y llythyr hwn, yw pwy bynnag sydd wrth ochr rhywun: maent yn cwrdd dro ar ôl tro, ac mae’r hyfforddwr yn helpu gyda beth bynnag y mae’r person hwnnw am ei newid. Ni chyfrifir neb a ofynnodd am gael ei adael allan. Ni chyfrifir pobl sydd heb nod eu hunain eto mewn unrhyw ffigur ond yr arian.`,
  quarterMeans: (name, quarter) => `${name} yw ${quarter}, yn ôl y flwyddyn galendr.`,
  quarterLabel: (q, year) => `Ch${q} ${year}`,
  rounding:
    'Mae pob nifer o bobl wedi’i dalgrynnu i’r pump agosaf, pob un ar wahân, a chyfrifir canrannau o’r rheiny: mae 40 o bobl rhwng 38 a 42. Gydag ychydig o bobl gall rhannau ffigur ddod i gryn dipyn yn fwy neu’n llai na’r cyfan, hyd at ddau berson am bob rhan a dau am y cyfan: gall pedair rhan o 40 o bobl ddod i 50. Ni ddangosir yr hyn a fyddai’n sefyll dros lai nag wyth o bobl: gallai rhywun sy’n eu hadnabod wybod pwy ydynt.',
  released: when => `Wedi’u rhoi at ei gilydd ar ${when}.`,
  fetched: when => `Dim signal: dyma’r dudalen fel y’i cafwyd ${when}.`,
  loading: 'Yn nôl y ffigurau',
  none: 'Dim ffigurau eto',
  noneText: 'Daw ffigurau pan fydd chwarter wedi dod i ben. Bydd y rhai cyntaf yma, gyda’u hystyr.',
  noneOffline: 'Does dim signal, ac nid oes ffigurau wedi’u cadw ar y ddyfais hon eto.',
  notReleased: 'Nid yw ffigurau’r chwarter hwn allan eto.',
  noneStand: 'Does dim ffigurau ar gyfer y chwarter hwn.',
  place: 'Y gynghrair gyfan',
  whole: name => `${name}, yn ei chyfanrwydd`,
  attainment: {
    title: 'Faint o’u nodau y cyrhaeddodd pobl',
    chartTitle: quarter => `Faint o’u nodau eu hunain y cyrhaeddodd pobl, ${quarter}`,
    axisX: 'O leiaf y gyfran hon o’u nodau eu hunain',
    axisY: 'Cyfran y bobl',
    colBand: 'Pobl a gyrhaeddodd',
    colPeople: 'Pobl',
    colPercent: 'Cyfran',
  },
  progress: {
    title: 'Pa mor bell roedd yn teimlo',
    chartTitle: quarter =>
      `Pa mor bell roedd pobl yn teimlo eu bod, dros eu holl nodau, ${quarter}`,
    axisX: 'O leiaf mor bell â hyn, dros eu holl nodau',
    axisY: 'Cyfran y bobl',
    colBand: 'Pobl a deimlai eu bod',
    colPeople: 'Pobl',
    colPercent: 'Cyfran',
  },
  bandGoals: x =>
    x === 0
      ? 'Dim neu fwy o’u nodau'
      : x === 100
        ? 'Pob un o’u nodau'
        : x === 50
          ? 'O leiaf hanner eu nodau'
          : x === 1
            ? 'Rhai o’u nodau, neu fwy'
            : `O leiaf ${x}% o’u nodau`,
  bandFar: x =>
    x === 0
      ? 'Heb ddechrau, neu ymhellach'
      : x === 100
        ? 'Yr holl ffordd'
        : x === 50
          ? 'O leiaf hanner ffordd'
          : x === 1
            ? 'Rhywfaint o’r ffordd, neu ymhellach'
            : `O leiaf ${x}% o’r ffordd`,
  tick: x => (x === 1 ? 'rhai' : x === 50 ? 'hanner' : x === 100 ? 'y cyfan' : `${x}%`),
  quarterTick: q => q.replace(/^\d\d(\d\d)-Q(\d)$/, 'Ch$2 ’$1'),
  nobody: 'bron neb',
  share: {
    all: 'bron pob un',
    most: 'tua thri chwarter',
    twoThirds: 'tua dwy ran o dair',
    half: 'tua hanner',
    third: 'tua thraean',
    quarter: 'tua chwarter',
    few: 'ychydig',
    percent: n => `tua ${n}%`,
  },
  sentence: (share, base, what) => `Mae ${share} o’r ${people(base)} ${what}.`,
  someOf: (n, what) => `Mae tua ${people(n)} ${what}.`,
  doneHalf: 'wedi gwneud o leiaf hanner yr hyn yr oeddent am ei wneud, erbyn diwedd y chwarter',
  doneAll: 'wedi gwneud y cyfan yr oeddent am ei wneud, erbyn diwedd y chwarter',
  doneSome: 'wedi gwneud rhywfaint o’r hyn yr oeddent am ei wneud, erbyn diwedd y chwarter',
  doneAt: x => `wedi gwneud o leiaf ${x}% o’r hyn yr oeddent am ei wneud, erbyn diwedd y chwarter`,
  farHalf: 'yn teimlo o leiaf hanner ffordd gyda’r hyn yr oeddent am ei wneud',
  farAll: 'yn teimlo eu bod wedi mynd yr holl ffordd',
  farSome: 'yn teimlo rhywfaint o’r ffordd yno',
  farAt: x => `yn teimlo o leiaf ${x}% o’r ffordd yno`,
  smallBase:
    'Cyn lleied o bobl fel na fyddai cyfrannau’n golygu llawer: dim ond niferoedd a ddangosir.',
  withheld: 'Heb ei ddangos',
  withheldWhy:
    'Mae rhy ychydig o bobl y tu ôl i’r rhif hwn. Nid yw’n cael ei ddangos, fel na ellir adnabod neb ohono. Gall fod yn neb o gwbl, neu’n sawl person.',
  withheldCount: n =>
    plural(n, {
      one: 'Nid yw {n} rhif yn cael ei ddangos, fel na ellir adnabod neb ohono.',
      two: 'Nid yw {n} rif yn cael eu dangos, fel na ellir adnabod neb ohonynt.',
      few: 'Nid yw {n} rhif yn cael eu dangos, fel na ellir adnabod neb ohonynt.',
      many: 'Nid yw {n} rhif yn cael eu dangos, fel na ellir adnabod neb ohonynt.',
      other: 'Nid yw {n} o rifau’n cael eu dangos, fel na ellir adnabod neb ohonynt.',
    }),
  nothing: 'Heb ei ddangos y chwarter hwn',
  nothingText:
    'Ble bynnag y tynnid llinell rhwng pobl a ddaeth ymhellach a phobl na ddaeth, byddai llai nag wyth yn sefyll ar un ochr iddi, a gallai rhywun sy’n eu hadnabod wybod pwy ydynt. Nid yw’n golygu na ddigwyddodd dim.',
  scale: {
    tenths: 'Fesul degfed ran.',
    quarters: 'Fesul chwarter: byddai camau manylach wedi dweud gormod am rhy ychydig.',
    none_some_half_all:
      'Mewn camau bras yn unig (dim, rhai, hanner, pob un): byddai rhai manylach wedi dweud gormod am rhy ychydig.',
    some_and_half:
      'Dim ond “rhai” a “hanner” y gellir eu dangos: byddai mwy wedi dweud gormod am rhy ychydig.',
    half: 'Dim ond “hanner” y gellir ei ddangos: byddai mwy wedi dweud gormod am rhy ychydig.',
    some: 'Dim ond “rhai” y gellir eu dangos: byddai mwy wedi dweud gormod am rhy ychydig.',
  },
  pooled:
    'Mae pedwar chwarter wedi’u rhoi at ei gilydd yma: byddai un ar ei ben ei hun wedi dweud gormod am rhy ychydig.',
  self: {
    title: 'Wedi’i ddweud gan y person heb ei hyfforddwr',
    text: 'Yr un bobl, ond yma dim ond lle dywedodd y person hynny heb ei hyfforddwr y mae nod wedi’i gyrraedd. Nid yw’r hyn a ddywedasant gyda’u hyfforddwr yn cyfrif yma; yn y gromlin o’i blaen, mae’r ddau’n cyfrif.',
    none: 'Nid yw hwn yn cael ei ddangos: byddai wedi dweud gormod am yr ychydig a farnodd gyda rhywun.',
  },
  base: n => `Allan o ${people(n)}.`,
  baseWithheld: 'Nid yw’n cael ei ddangos allan o faint o bobl y mae hyn.',
  complete: {
    title: 'Pa mor gyflawn yw hyn',
    intro:
      'Yr hyn sydd ar goll o’r ffigurau hyn, a’r hyn a symudodd y tu ôl iddynt, yn ôl yr un rheolau.',
    withheld:
      'Lle mae “Heb ei ddangos”, mae cyn lleied fel y gallai ddweud am rywun: o bobl, o nodau, neu o ffonau a chyfrifiaduron. Gall fod yn ddim o gwbl, neu’n sawl un.',
    goals_not_heard:
      'Nodau na holodd neb amdanynt yn y chwarter hwn: mae’r hyn a ddywedwyd amdanynt o’r blaen yn dal i gyfrif',
    devices_not_heard:
      'Ffonau a chyfrifiaduron heb gysylltu ers diwedd y chwarter: mae’r hyn a ysgrifennwyd arnynt ar goll yma',
    left_out: 'Pobl a ofynnodd am gael eu gadael allan',
    set_aside:
      'Pobl a roddodd nod o’r neilltu yn y chwarter (nad yw’n fethiant, ac nad yw’n cyfri yn erbyn neb)',
    added: 'Pobl a ychwanegodd nod yn y chwarter',
    no_goal_yet: 'Pobl sydd heb nod eu hunain eto',
    number: n => `tua ${n}`,
  },
  definition: 'Union ystyr y rhifau hyn',
  definitionParts: [
    'Mae person yn cyfri os oedd rhywun wrth ei ochr ar unrhyw adeg yn y chwarter, os oes ganddo o leiaf un nod ei hun, ac os nad yw wedi gofyn am gael ei adael allan.',
    'Mae nod yn cyfri os yw’n nod y person ei hun, neu’n un a wnaeth gyda rhywun. Nid yw’r hyn y mae hyfforddwr am ei weld i rywun byth yn cael ei gyfri.',
    'Mae nod wedi’i gyrraedd pan fydd y person yn dweud ei fod wedi’i wneud, neu ddigon ohono. Dim ond yr hyn a ddywed y person sy’n cyfri, ar ei ben ei hun neu gyda’i hyfforddwr. Nid yw nod na holwyd y person erioed amdano wedi’i gyrraedd.',
    'Cyfran person yw’r nodau a gyrhaeddodd allan o’r nodau sy’n cyfri iddo. Mae’r gromlin yn dangos, ar gyfer pob cyfran, faint o bobl a gyrhaeddodd o leiaf gymaint â hynny.',
    'Nid yw nod a roddwyd o’r neilltu’n cael ei gyfri: nid methiant yw gollwng nod, ac nid risg yw nod beiddgar.',
  ],
  progressParts: [
    'Yr un bobl sy’n cyfri, ond dim ond y rhai a ddywedodd erioed pa mor bell y maent gydag o leiaf un o’u nodau.',
    'Pa mor bell roedd yn teimlo yw teimlad y person ei hun, ar ei ben ei hun neu gyda’i hyfforddwr, o “heb ddechrau” (0%) i “yr holl ffordd” (100%). Y diweddaraf a ddywedodd erbyn diwedd y chwarter sy’n cyfri.',
    'Cyfartaledd ydyw dros y nodau y dywedodd hynny amdanynt. Mae’r gromlin yn dangos, ar gyfer pob rhan o’r ffordd, faint o bobl a deimlai o leiaf mor bell â hynny.',
    'Nid yw barn hyfforddwr ynddo, na nodau a roddwyd o’r neilltu.',
  ],
  protection: 'Sut na ellir adnabod neb ynddynt',
  protectionParts: [
    'Nid yw niferoedd o 0 i 7 o bobl yn cael eu dangos, na rhif y gellid cyfrifo un ohonynt ohono.',
    'Mae pob nifer o bobl wedi’i dalgrynnu i’r pump agosaf, pob un ar wahân. Cyfrifir canrannau o rifau wedi’u talgrynnu.',
    'Unwaith y mae allan, nid yw rhyddhad o ffigurau chwarter byth yn newid. Os bydd atebion o leiaf wyth o bobl yn newid yn ddiweddarach, caiff rhyddhad newydd rif newydd; mae’r hen un yn aros.',
    'Gall unrhyw un ofyn am gael ei adael allan, ac yna nid yw mewn unrhyw ffigur diweddarach.',
  ],
  orgs: 'Sefydliadau a ddewisodd rannu',
  orgsIntro:
    'Eu hyfforddwyr eu hunain a ddewisodd ddangos y cromlinau hyn. Maent yn nhrefn eu henwau; maent yn gweithio gyda gwahanol bobl ar wahanol bethau, ac nid ydynt i’w cymharu.',
  orgsNone: 'Does dim sefydliad wedi dewis rhannu ei gromlin ei hun.',
  overTime: 'Chwarter wrth chwarter',
  overTimeIntro:
    'Yr un cwestiwn ym mhob chwarter sydd allan. Mae gwahanol bobl mewn gwahanol chwarteri, felly mae llinell sy’n codi neu’n disgyn yn rheswm i holi, nid yn ateb. Ch1 yw Ionawr i Fawrth, Ch2 Ebrill i Fehefin, Ch3 Gorffennaf i Fedi, Ch4 Hydref i Ragfyr.',
  overTimeTitle: 'Pobl a gyrhaeddodd o leiaf hanner eu nodau, chwarter wrth chwarter',
  overTimeProgress: 'Pobl a deimlai o leiaf hanner ffordd, chwarter wrth chwarter',
  overTimeCol: 'Chwarter',
  table: 'Yr un peth fel tabl',
  download: 'Fel ffeil',
  csv: what => `${what} (CSV)`,
  csvHow:
    'Mae CSV yn agor mewn taenlen. Mae CSVW yn dweud wrth raglen beth yw ystyr pob colofn. Mae JSON yn cynnwys y llythyr cyfan, ar gyfer rhaglenni.',
  csvWords: 'Cadw fel ffeil CSV',
  csvMeta: 'Cadw ei disgrifiad (CSVW)',
  csvDone: 'Wedi’i gadw fel ffeil.',
  print: 'Argraffu’r dudalen hon',
  barriers: 'Beth sydd yn y ffordd, a beth na all neb ond chi ei newid',
  alliance: 'Y gynghrair',
  percent: n => `${n}%`,
  counts: n => people(n),
  goalCounts: n => goals(n),
  chartWords: title => `Siart: ${title}. Mae’r un rhifau yn y tabl isod.`,
  problem: {
    heading: 'Mae problem',
    offline: 'Does dim signal ar hyn o bryd.',
    forbidden: 'Nid yw’r ffigurau ar agor i chi yma.',
    not_released: 'Nid yw ffigurau’r chwarter hwn allan eto.',
    other: code => `Doedd dim modd nôl y ffigurau (${code}). Rhowch gynnig arall arni toc.`,
    again: 'Rhowch gynnig arall arni',
  },
};
