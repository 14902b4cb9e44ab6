import type { letter as en } from '../en/letter.ts';
import { plural } from '../plural.ts';

const people = (n: number) => plural(n, { one: '{n} person', other: '{n} o bobl' });

/** "o’r 40 o bobl": the people that a share is of. */
const ofThe = (n: number) => `O’r ${people(n)}`;

export const letter: typeof en = {
  summary: 'Yn fyr',
  summaryNone:
    'Roedd cyn lleied o bobl gyda ni yn y chwarter hwn fel na ellir dweud dim mewn rhifau heb ddweud am un ohonynt. Mae’r hyn a ddaeth ar y ffordd, y cwestiynau a’r straeon isod yn dal i sefyll.',
  summaryPooled: '(Y chwarter hwn a’r tri o’i flaen, gyda’i gilydd.)',
  summaryHidden: n =>
    plural(n, {
      one: 'Nid yw un ffigur yn dweud dim y chwarter hwn: byddai rhyw rif ynddo’n sefyll dros lai nag wyth o bobl neu, os arian ydyw, byddai’r rhan fwyaf o swm yn arian un person; gallai rhywun sy’n eu hadnabod wybod pwy ydynt. Nid yw’n golygu na ddigwyddodd dim.',
      other:
        'Nid yw {n} o’r ffigurau’n dweud dim y chwarter hwn: byddai rhyw rif ym mhob un yn sefyll dros lai nag wyth o bobl neu, os arian ydyw, byddai’r rhan fwyaf o swm yn arian un person; gallai rhywun sy’n eu hadnabod wybod pwy ydynt. Nid yw’n golygu na ddigwyddodd dim.',
    }),
  summaryAsk:
    'Beth i’w wneud yn lle hynny: gofynnwch i’r timau. Mae cwestiwn o dan unrhyw ffigur yn mynd atynt, ac maent yn ateb gyda’r hyn a ddysgwyd, a gyda straeon y cytunodd eu pobl iddynt. Lle mae chwarter yn rhy fach ac nad yw pedwar gyda’i gilydd, mae’r ffigur yn cymryd y pedwar gyda’i gilydd ohono’i hun.',
  summaryAsked: (title, told) => `Pan ofynnwyd “${title}”: ${told}`,
  summaryBarriers: n =>
    plural(n, {
      one: 'Mae un peth sy’n dod ar ffordd pobl yn enwi’r rhai sy’n comisiynu’r gwaith hwn neu’n talu amdano fel rhai a allai helpu.',
      other:
        'Mae {n} o bethau sy’n dod ar ffordd pobl yn enwi’r rhai sy’n comisiynu’r gwaith hwn neu’n talu amdano fel rhai a allai helpu.',
    }),
  means: 'Beth mae hyn yn ei gyfrif',
  sentence: (share, n, of, told) => `${ofThe(n)} ${of}, ${share}: ${told}`,
  counted: (n, of, told) => `Tua ${people(n)} ${of}: ${told}`,
  more: (share, told) => `${share}: ${told}`,
  or: parts => parts.join(', neu '),
  answer: 'Ateb',
  peopleCol: 'Pobl',
  shareCol: 'Cyfran',
  askedOf: (n, of) => `Allan o ${people(n)} ${of}.`,
  noAnswers:
    'Heb ei ddangos y chwarter hwn: sut bynnag y rhoddid yr atebion at ei gilydd, byddai un ohonynt yn sefyll dros lai nag wyth o bobl, neu gellid ei gyfrifo. Nid yw’n golygu na ddywedwyd dim.',
  baseHidden: 'Nid yw’n cael ei ddangos chwaith faint o bobl y mae hyn amdanynt.',
  together:
    'Lle mae atebion yn cael eu dweud gyda’i gilydd, byddai un ohonynt ar ei ben ei hun yn sefyll dros rhy ychydig o bobl.',
  sections: {
    voices: 'Llais pwy a glywyd',
    effective: 'A yw’n gwneud lles?',
    efficient: 'A yw’n arbed trafferth?',
    sustainable: 'A yw’n para?',
    money: 'Yr arian',
  },
  effectiveText:
    'Y bobl eu hunain biau dweud a yw’n gwneud unrhyw les. Maent yn ei ddweud mewn tri lle uchod:',
  notTold: 'heb ei ddangos y chwarter hwn',
  efficientText:
    'A yw pobl yn cael eu harbed rhag aros, rhag cael eu hanfon ymlaen a rhag cael eu holi o’r dechrau eto, ac a all hyfforddwyr wneud y peth iawn heb frwydr.',
  sustainableText:
    'Ni ellir cyfrif o fewn chwarter a oes rhywbeth yn aros pan ddaw’r ymweliadau i ben. Yr hyn a gyfrifir yma yw beth a gywirwyd neu a ganfuwyd yn y chwarter, a beth yw gwerth hynny.',
  moneyText:
    'Mae hyfforddwyr yn penderfynu am arian eu hunain ac yn ysgrifennu pam; nid oes neb yn ei gymeradwyo ymlaen llaw. Mae archwilwyr yn darllen pob penderfyniad gyda’i reswm, heb wybod i bwy yr oedd.',
  better_life: {
    title: 'A yw hyn yn fy helpu i fyw bywyd gwell?',
    of: 'y gofynnwyd iddynt',
    labels: {
      yes: 'Ydy',
      a_bit: 'Ychydig',
      not_really: 'Ddim mewn gwirionedd',
      not_today: 'Nid heddiw',
    },
    told: {
      yes: '“ydy”',
      a_bit: '“ychydig”',
      not_really: '“ddim mewn gwirionedd”',
      not_today: 'ddim am ateb y diwrnod hwnnw',
    },
    means: [
      'Mae pawb sy’n cyfrif yn y llythyr hwn ac y gofynnwyd y cwestiwn iddynt yn y chwarter yn cyfrif unwaith, yn ôl eu hateb diweddaraf.',
      'Dim ond yr hyn a ddywedodd pobl eu hunain sy’n cyfrif, ar eu pen eu hunain neu gyda’u hyfforddwr. Nid yw barn hyfforddwr ynddo.',
      'Mae “nid heddiw” yn ateb: gofynnwyd i rywun, ac nid oeddent yn teimlo felly.',
    ],
  },
  voices: {
    title: 'Pwy farnodd pa mor bell yr oedd pobl wedi dod',
    of: 'y barnwyd eu nodau yn y chwarter',
    labels: {
      self: 'Y person ar ei ben ei hun (o leiaf unwaith)',
      together: 'Y person gyda’i hyfforddwr (byth ar ei ben ei hun)',
      worker: 'Hyfforddwr yn unig',
    },
    told: {
      self: 'wedi barnu drostynt eu hunain',
      together: 'wedi barnu gyda’u hyfforddwr',
      worker: 'wedi’u barnu gan hyfforddwr yn unig',
    },
    means: [
      'Barnu nod yw dweud a yw wedi’i gyrraedd, neu pa mor bell y mae. Mae pawb y gwnaeth rhywun hynny amdanynt yn y chwarter yn cyfrif unwaith: dan “ar ei ben ei hun” os barnon nhw drostynt eu hunain o leiaf unwaith, fel arall dan “gyda’i hyfforddwr” os gwnaethon nhw hynny, fel arall dan “hyfforddwr yn unig”.',
      'Mae barn hyfforddwr yn unig yma ac nid mewn unrhyw rif arall yn y llythyr hwn.',
    ],
  },
  who_chose: {
    title: 'Pwy ddewisodd, pan benderfynwyd ar gymorth',
    of: 'y penderfynwyd ar gymorth iddynt',
    labels: {
      person: 'Y person (o leiaf unwaith)',
      together: 'Y person a’r hyfforddwr gyda’i gilydd',
      worker: 'Yr hyfforddwr',
    },
    told: {
      person: 'wedi dewis drostynt eu hunain',
      together: 'wedi dewis gyda’u hyfforddwr',
      worker: 'hyfforddwr a ddewisodd',
    },
    means: [
      'Penderfyniad yw’r hyn y mae hyfforddwr yn ei ysgrifennu pan gaiff arian ei wario ar rywun, neu pan geir peth neu amser rhywun ar eu cyfer. Mae pawb y dywed o leiaf un o’u penderfyniadau yn y chwarter pwy ddewisodd yn cyfrif unwaith: dan “y person” os dewison nhw o leiaf un, fel arall dan “gyda’i gilydd”, fel arall dan “yr hyfforddwr”.',
    ],
  },
  right_first_time: {
    title: 'A ellid gwneud yr hyn oedd ei angen yn y fan a’r lle?',
    of: 'y nododd eu hyfforddwr hyn',
    labels: { all: 'Ar bob ymweliad', some: 'Ar rai ymweliadau', none: 'Ar ddim un' },
    told: {
      all: 'wedi’i gael ar bob ymweliad',
      some: 'wedi’i gael ar rai ymweliadau',
      none: 'heb ei gael ar yr un ymweliad',
    },
    means: [
      'Mae pawb yn cyfrif unwaith y dywed o leiaf un o’u hymweliadau yn y chwarter a ellid gwneud yr hyn oedd ei angen yn y fan. Nid yw ymweliadau nad ydynt yn dweud dim amdano yn cyfrif.',
    ],
  },
  waits: {
    title: 'Pa mor hir yr arhosodd pobl pan ofynnwyd i swyddfa arall',
    of: 'y gofynnodd hyfforddwr i swyddfa arall am rywbeth ar eu rhan',
    labels: {
      week: 'Hyd at wythnos',
      month: 'Hyd at fis',
      longer: 'Mwy na mis',
      waiting: 'Wedi gofyn, heb ateb eto',
    },
    told: {
      week: 'wedi aros wythnos ar y mwyaf',
      month: 'wedi aros hyd at fis',
      longer: 'wedi aros mwy na mis',
      waiting: 'heb ateb eto ar ddiwedd y chwarter',
    },
    means: [
      'Bob tro y gofynnir am rywbeth gan swyddfa arall, fel landlord neu swyddfa budd-daliadau, nodir diwrnod y cwestiwn a diwrnod yr ateb. Mae pawb yn cyfrif unwaith, yn ôl eu haros hiraf yn y chwarter, mewn diwrnodau rhwng y ddau; 31 o ddiwrnodau yw mis.',
      'Nid oes ateb eto chwaith i’r rhai y gofynnwyd ar eu rhan ychydig cyn diwedd y chwarter: nid yw hynny ynddo’i hun yn oedi. Mae “mwy na mis” ac “wedi gofyn, heb ateb eto” yn cael eu dweud gyda’i gilydd lle mae un ar ei ben ei hun yn rhy ychydig.',
    ],
  },
  hand_overs: {
    title: 'Pa mor aml yr anfonwyd pobl ymlaen i ddrws arall',
    of: 'y gofynnodd hyfforddwr i swyddfa arall am rywbeth ar eu rhan',
    labels: { none: 'Byth', once: 'Unwaith', more: 'Mwy nag unwaith' },
    told: {
      none: 'heb eu hanfon ymlaen',
      once: 'wedi’u hanfon ymlaen unwaith',
      more: 'wedi’u hanfon ymlaen fwy nag unwaith',
    },
    means: [
      'Mae pawb y gofynnodd hyfforddwr i swyddfa arall am rywbeth ar eu rhan yn y chwarter yn cyfrif unwaith, yn ôl pa mor aml mai mynd at rywun arall oedd yr ateb.',
    ],
  },
  reassessed: {
    title: 'Pa mor aml yr aseswyd pobl o’r dechrau eto',
    of: 'y gofynnodd hyfforddwr i swyddfa arall am rywbeth ar eu rhan',
    labels: { none: 'Byth', once: 'Unwaith', more: 'Mwy nag unwaith' },
    told: {
      none: 'heb eu hasesu eto',
      once: 'wedi’u hasesu unwaith eto',
      more: 'wedi’u hasesu eto fwy nag unwaith',
    },
    means: [
      'Mae pawb y gofynnodd hyfforddwr i swyddfa arall am rywbeth ar eu rhan yn y chwarter yn cyfrif unwaith, yn ôl faint o’r swyddfeydd hynny a’u hasesodd unwaith eto.',
    ],
  },
  ease: {
    title: 'Sut yr atebodd hyfforddwyr “Pa mor hawdd oedd gwneud y peth iawn?”',
    of: 'sy’n gwneud y gwaith hwn ac a’i nododd',
    labels: { easy: 'Hawdd', between: 'Rhwng y ddau', hard: 'Anodd' },
    told: { easy: 'yn ei chael yn hawdd', between: 'rhwng y ddau', hard: 'yn ei chael yn anodd' },
    means: [
      'Hyfforddwyr yw’r rhain, nid y bobl y maent gyda nhw. Mae pob un a’i nododd am wythnos o’r chwarter yn cyfrif unwaith, yn ôl cyfartaledd eu hwythnosau, o 1 (anodd iawn) i 5 (hawdd iawn): hawdd o 3.5, anodd hyd at 2.5.',
      'Mae pob un yn cadw ei nodiadau iddo’i hun, ac nid oes neb arall yn eu darllen. Y cyfrif hwn yw’r cyfan a ddywedir ohonynt.',
    ],
  },
  morale: {
    title: 'Sut oedd yr hyfforddwyr eu hunain',
    of: 'sy’n gwneud y gwaith hwn ac a’i nododd',
    labels: { well: 'Yn dda', between: 'Rhwng y ddau', low: 'Yn isel' },
    told: { well: 'yn dda', between: 'rhwng y ddau', low: 'yn isel' },
    means: [
      'Hyfforddwyr yw’r rhain, nid y bobl y maent gyda nhw. Mae pob un a’i nododd am wythnos o’r chwarter yn cyfrif unwaith, yn ôl cyfartaledd eu hwythnosau, o 1 (wedi ymlâdd) i 5 (da iawn): da o 3.5, isel hyd at 2.5.',
    ],
  },
  gained: {
    title: 'A gafodd rhywbeth ei gywiro neu ei ganfod i bobl?',
    of: 'a gyfrifir yn y llythyr hwn',
    labels: { yes: 'Cafodd rhywbeth ei gywiro neu ei ganfod', no: 'Ni nodwyd dim o’r fath' },
    told: { yes: 'cafodd rhywbeth ei gywiro neu ei ganfod iddynt', no: 'ni nodwyd dim o’r fath' },
    means: [
      'Mae pawb sy’n cyfrif yn y llythyr hwn yn cyfrif unwaith, dan “ei gywiro neu ei ganfod” os nodwyd unrhyw beth iddynt yn y chwarter: budd-daliadau wedi’u cywiro, bwrsari, dyled wedi’i dileu, côt wedi’i chanfod, gyda swm neu hebddo.',
    ],
  },
  spending_by_month: {
    title: 'Ar beth y penderfynodd hyfforddwyr, fis wrth fis',
    labels: {},
    means: [
      'Symiau’r holl benderfyniadau i bobl yn y chwarter, yn ôl diwrnod y penderfyniad: arian a wariwyd, a’r hyn y cyfrifwyd bod peth neu amser rhywun yn werth. Mae cywiriad yn cyfrif yn lle’r hyn y mae’n ei gywiro.',
      'Mae’n cynnwys pawb y bu tîm wrth eu hochr ac na ofynnodd am gael eu gadael allan, gyda nod eu hunain neu hebddo. Mae rhywun y penderfynwyd llawer ar ei gyfer mewn mwy nag un mis.',
      'Nid yw’r hyn a benderfynodd tîm iddo’i hun, fel tegell i’w ystafell, ynddo.',
    ],
  },
  spending_by_what: {
    title: 'I beth yr oedd',
    labels: {
      goal: 'I rywbeth yr oedd y person am ei wneud',
      on_the_way: 'I’r hyn a ddaeth ar y ffordd',
      in_kind: 'Peth, neu amser rhywun, wedi’i gyfrif mewn arian',
    },
    means: [
      'Yr un penderfyniadau. Mae’r rhai sy’n enwi un o nodau’r person ei hun gyda’i gilydd; mae’r hyn a ddaeth yn beth neu’n amser rhywun ar wahân, gyda’r gwerth y’i cyfrifwyd. Mae rhywun y penderfynwyd llawer ar ei gyfer mewn mwy nag un llinell.',
    ],
  },
  gains: {
    title: 'Beth a gywirwyd, mewn arian',
    labels: { once: 'Beth a ddaeth unwaith', a_year: 'Beth sy’n dod dro ar ôl tro, am flwyddyn' },
    means: [
      'Yr hyn a enillodd pobl yn y chwarter: budd-daliadau wedi’u cywiro, bwrsari, dyled wedi’i dileu. Cyfrifir yr hyn sy’n dod bob wythnos neu fis am flwyddyn; y cyfanswm yw eu blwyddyn gyntaf.',
    ],
  },
  spent: (sum, n) =>
    `Penderfynodd hyfforddwyr ar gymorth gwerth ${sum} yn y chwarter hwn, i ${n}: arian, a phethau ac amser pobl wedi’u cyfrif mewn arian.`,
  spentFor: sum => `Yr un ${sum}, yn ôl i beth yr oedd.`,
  gainedSum: (sum, n) =>
    `Mae’r hyn a gywirwyd yn werth ${sum} i’r bobl eu hunain yn ei flwyddyn gyntaf: ${n}.`,
  aboutPeople: n => `tua ${people(n)}`,
  somePeople: 'nifer o bobl nad yw’n cael ei ddangos',
  noSum:
    'Heb ei ddangos y chwarter hwn: byddai’n arian rhy ychydig o bobl, neu’r rhan fwyaf ohono’n arian un person. Nid yw’n golygu nad oedd dim.',
  noParts:
    'Dim ond y cyfanswm a ddangosir: byddai rhyw ran ohono’n arian rhy ychydig o bobl, neu’r rhan fwyaf ohono’n arian un person.',
  roughly:
    'Mae’r cyfanswm yn union; mae ei rannau wedi’u talgrynnu i’r cant agosaf, ac nid oes rhaid iddynt ddod i’r cyfanswm.',
  sumCol: 'Swm',
  whatCol: 'Beth',
  cameOfIt: figures =>
    `Dywedir uchod beth a ddaeth ohono, dan ${figures.map(title => `“${title}”`).join(' a ')}.`,
  cameOfOne:
    'Mae’r hyn a ddaeth o un penderfyniad yn y cyfriflyfr penderfyniadau, y mae archwilwyr yn ei ddarllen yn yr ap hwn ac nad yw comisiynwyr yn ei weld.',
  barriers: {
    title: 'Beth ddaeth ar y ffordd, a phwy allai helpu',
    intro:
      'Mae timau’n ysgrifennu beth sy’n dod ar ffordd llawer o bobl, heb enw neb. Maent yn nodi bob tro y dônt ar ei draws; mae’r hyn a gostiodd hyd yma fel y maent hwy’n ei gyfrif. Mae’r rhan hon yn fyw: mae fel y mae heddiw, ac nid fel yr oedd ar ddiwedd y chwarter.',
    yours: 'Gallech chi helpu gyda’r rhain',
    yoursText:
      'Mae’r rhain yn enwi comisiynwyr, neu’r bobl sy’n talu am y gwaith hwn, fel rhai a allai helpu.',
    others: 'Gallai eraill helpu gyda’r rhain',
    othersText: 'Efallai y gwyddoch chi wrth bwy i ofyn.',
    none: 'Nid oes dim wedi’i ysgrifennu sy’n dod ar y ffordd.',
    metTimes: n => `Daeth ar y ffordd ${n} o weithiau yn y chwarter hwn`,
    metCost: sum => `ei gost yn y chwarter: tua ${sum}`,
    about: n => `tua ${n}`,
    answered: (name, day) => `Dywedodd ${name} ar ${day}`,
    reply: 'Dywedwch beth allwch chi ei wneud',
    replyHint:
      'Mae pob tîm yn y gynghrair yn ei ddarllen ar eu ffonau, dan eich enw chi. Dywedwch beth wnewch chi, neu pam na ellir ei wneud.',
    replySend: 'Anfon yr ateb hwn',
    replied: 'Wedi’i anfon. Bydd y timau’n ei gael gyda’u signal nesaf.',
  },
  stories: {
    title: 'Straeon',
    intro:
      'Mae pob un yma am fod y person wedi cytuno i bobl fel chi ei darllen. Gallant dynnu hynny’n ôl unrhyw bryd, ac yna bydd wedi mynd o’r fan hon. Lle’r oedd enw, mae […].',
    teaches: 'Beth mae’n ei ddysgu',
    ownHand: day => `Cytunodd y person ei hun, ar ${day}.`,
    told: day => `Dywedodd y person wrth ei hyfforddwr ei fod yn cytuno, ar ${day}.`,
    none: 'Nid oes stori ar agor i chi ar hyn o bryd. Pobl sy’n penderfynu hynny, bob un drosto’i hun.',
    needsNetwork: 'Ni chedwir straeon byth ar y ddyfais hon. Maent yn dod pan fydd signal.',
    beside: 'Stori y mae tîm yn ei gosod wrth y ffigur hwn',
    later: 'Roedd stori yma. Mae’r person wedi tynnu ei gytundeb yn ôl.',
  },
  talk: {
    title: 'Cwestiynau',
    ask: 'Gofyn am hyn',
    askHint:
      'Mae’r timau’n ei ddarllen ar eu ffonau ac yn ateb yn eu hamser eu hunain. Mae cwestiwn da yn gofyn beth sydd y tu ôl i rif, nid am un uwch.',
    send: 'Anfon y cwestiwn',
    sent: 'Wedi’i anfon. Bydd y timau’n ei gael gyda’u signal nesaf.',
    reply: 'Dweud rhywbeth wrth hyn',
    replyHint: 'Mae’r timau’n ei ddarllen ar eu ffonau, dan eich enw chi.',
    replySend: 'Anfon',
    missing: 'Ysgrifennwch rywbeth yn gyntaf',
    failed: 'Ni ellid anfon hynny. Mae eich geiriau yma o hyd: rhowch gynnig arall arni.',
    offline: 'Mae angen signal i ofyn. Bydd eich geiriau’n aros yma tan hynny.',
    you: 'Chi',
    asked: (who, day) => `Gofynnodd ${who}, ${day}`,
    said: (who, day) => `${who}, ${day}`,
    open: 'Nid oes neb wedi ateb eto.',
    reflection: 'O’r hyn a rannodd tîm o’i ddysgu ei hun',
    shared: {
      worked: 'Beth weithiodd',
      did_not: 'Beth na weithiodd',
      dont_know: 'Beth na wyddant',
      learnt: 'Beth ddysgon nhw',
      next_try: 'Beth fyddan nhw’n rhoi cynnig arno nesaf',
    },
    answerHere: 'Ei ateb',
    label: of => `Am: ${of}`,
  },
  cite: {
    title: 'Sut i ddyfynnu hyn',
    text: (place, title, quarter, release, when) =>
      `${place}: “${title}”, ${quarter}. Rhyddhad ${release}, wedi’i roi at ei gilydd ar ${when}.`,
    address:
      'Caiff rhyddhad newydd rif newydd a chyfeiriad newydd. Mae cyfeiriad hwn yn aros am byth, ac nid yw’r hyn sydd yno byth yn newid:',
    parts: 'Mae gan bob ffigur ei gyfeiriad ei hun:',
    data: 'I raglenni: y cyfan fel un ddogfen JSON, yr un beitiau bob tro y gofynnir amdani (wedi mewngofnodi):',
    old: (release, newer) => `Dyma ryddhad ${release}, fel yr oedd. Mae un mwy newydd: ${newer}.`,
    newer: 'Darllen yr un newydd',
    save: 'Cadw’r cyfan fel JSON',
    copy: 'Copïo’r dyfyniad',
    copied: 'Wedi’i gopïo.',
  },
  files: {
    which: 'Pa ffigur?',
    byOrg: title => `${title}, sefydliadau sy’n rhannu`,
    failed: 'Ni ellid nôl y ffeil. Rhowch gynnig arall arni pan fydd signal.',
  },
  sideBySide: 'Chwarter wrth chwarter',
  sideBySideText:
    'Cromlin gyfan pob chwarter, yr hynaf yn gyntaf. Mae cromlin sy’n chwyddo i’r dde uchaf yn golygu bod mwy o bobl wedi cyrraedd mwy. Mae pobl wahanol mewn chwarteri gwahanol, felly rheswm i ofyn yw newid, nid ateb.',
  sideBySideTable: 'Pobl a gyrhaeddodd o leiaf rai, hanner a phob un o’u nodau',
  sideBySideFar: 'Pobl a deimlai rywfaint o’r ffordd, hanner ffordd a’r holl ffordd yno',
  small: { some: 'Rhai', half: 'Hanner', all: 'Y cyfan' },
  smallSome:
    'Unrhyw faint o gwbl yw “rhai”. Lle mae 10%+ neu 25%+ oddi tano, o leiaf un rhan o ddeg neu o leiaf chwarter ydyw.',
  someFrom: percent => `${percent}%+`,
  smallHidden: '* Heb ei ddangos: byddai cromlin y chwarter hwn yn dweud gormod am rhy ychydig.',
  onlyReleased:
    'Mae’r hyn a ddaeth ar y ffordd, y cwestiynau a’r atebion, a’r straeon fel y maent ar y diwrnod y darllenir y dudalen, ac nid ydynt yn rhan o’r rhyddhad.',
};
