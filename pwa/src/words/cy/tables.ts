import type { tables as en } from '../en/tables.ts';

export const tables: typeof en = {
  of: {
    attainment: {
      title: 'Faint o’r hyn y bwriadent ei wneud a gyflawnodd pobl',
      means:
        'Cyfrifir unwaith bawb a oedd ochr yn ochr yn y chwarter ac sydd â nod eu hunain. Mae nod wedi’i gyflawni pan mai’r peth diweddaraf a ddywedodd y person amdano erbyn diwedd y chwarter, ar ei ben ei hun neu gyda’i hyfforddwr, yw ei fod wedi’i wneud neu ddigon ohono. Nid yw nodau a roddwyd o’r neilltu yn cyfrif; mae nod na ofynnodd neb erioed amdano yn cyfrif fel un heb ei gyflawni.',
      options: {},
    },
    progress: {
      title: 'Pa mor bell y mae pobl yn teimlo eu bod wedi dod',
      means:
        'Cyfrifir unwaith bawb a oedd ochr yn ochr yn y chwarter ac a ddywedodd erioed, ar ei ben ei hun neu gyda’i hyfforddwr, pa mor bell y mae gyda nod. Mae pob nod yn sefyll dros yr ateb diweddaraf, o 0 i 100; mae person yn sefyll dros gymedr ei nodau. Nid yw nodau a roddwyd o’r neilltu yn cyfrif.',
      options: {},
    },
    better_life: {
      title: 'Ydy hyn yn fy helpu i fyw bywyd gwell?',
      means:
        'Cyfrifir unwaith, yn ôl yr ateb diweddaraf, bawb a oedd ochr yn ochr yn y chwarter ac a atebodd ynddo, ar ei ben ei hun neu gyda’i hyfforddwr. Ni chyfrifir barn gweithiwr. Mae “dim heddiw” yn ateb hefyd: gofynnwyd i rywun, ac nid oedd awydd arno.',
      options: { yes: 'Ydy', a_bit: 'Ychydig', not_really: 'Ddim wir', not_today: 'Dim heddiw' },
    },
    voices: {
      title: 'Llais pwy a glywyd',
      means:
        'Cyfrifir unwaith bawb a oedd ochr yn ochr yn y chwarter ac y barnodd rhywun nod iddynt ynddo: o dan eu llais eu hunain os barnasant ar eu pen eu hunain o leiaf unwaith, fel arall gyda’i gilydd os gwnaethant gyda’u hyfforddwr, fel arall o dan y gweithiwr yn unig. Yma ac nid mewn unrhyw ffigur arall y cyfrifir barn gweithwyr.',
      options: {
        self: 'Y person ar ei ben ei hun',
        together: 'Y person gyda’i hyfforddwr',
        worker: 'Y gweithiwr yn unig',
      },
    },
    gained: {
      title: 'Rhywbeth a unionwyd neu a gafwyd',
      means:
        'Cyfrifir unwaith bawb a oedd ochr yn ochr yn y chwarter: o dan ie os nodwyd o leiaf un ennill iddynt ynddo, gydag arian neu hebddo, fel arall o dan na.',
      options: { yes: 'Unionwyd neu cafwyd rhywbeth', no: 'Ni nodwyd dim' },
    },
    right_first_time: {
      title: 'Yn iawn y tro cyntaf',
      means:
        'Cyfrifir unwaith bawb a oedd ochr yn ochr yn y chwarter ac y mae o leiaf un o’u hymweliadau yn dweud y naill ffordd neu’r llall: a oedd felly ar bob un o’r ymweliadau hynny, ar rai neu ar ddim un.',
      options: { all: 'Ar bob ymweliad', some: 'Ar rai ymweliadau', none: 'Ar ddim un' },
    },
    waits: {
      title: 'Pa mor hir y bu pobl yn aros am ateb',
      means:
        'Cyfrifir unwaith, yn ôl yr arhosiad hiraf, bawb a oedd ochr yn ochr yn y chwarter ac y gofynnwyd i rywun am rywbeth ar eu rhan: o ddydd y cwestiwn hyd ddydd yr ateb. Mae pwy bynnag oedd heb ateb ar ddiwedd y chwarter yn cyfrif fel “wedi gofyn, heb ateb eto”, pa mor fyr bynnag fu: nid yw hynny ynddo’i hun yn oedi.',
      options: {
        week: 'Hyd at wythnos',
        month: 'Hyd at fis (31 diwrnod)',
        longer: 'Mwy na mis',
        waiting: 'Wedi gofyn, heb ateb eto',
      },
    },
    hand_overs: {
      title: 'Anfonwyd ymlaen at y drws nesaf',
      means:
        'Cyfrifir unwaith bawb a oedd ochr yn ochr yn y chwarter ac y gofynnwyd i rywun am rywbeth ar eu rhan, yn ôl pa mor aml yr ateb oedd mynd at rywun arall. Fe’i cyfrifir o’r hyn a nodwyd am bob cwestiwn; ni theipiodd neb rif.',
      options: { none: 'Byth', once: 'Unwaith', more: 'Mwy nag unwaith' },
    },
    reassessed: {
      title: 'Asesu unwaith eto',
      means:
        'Cyfrifir unwaith bawb a oedd ochr yn ochr yn y chwarter ac y gofynnwyd i rywun am rywbeth ar eu rhan, yn ôl faint o’r rhai y gofynnwyd iddynt a’u hasesodd unwaith eto.',
      options: { none: 'Byth', once: 'Unwaith', more: 'Mwy nag unwaith' },
    },
    ease: {
      title: 'Pa mor hawdd oedd gwneud y peth iawn',
      means:
        'Cyfrifir unwaith, yn ôl cymedr eu hwythnosau, bob gweithiwr a ddywedodd hynny mewn nodyn am wythnos o’r chwarter: hawdd o 3.5 allan o 5, anodd hyd at 2.5. Hwy biau’r nodiadau ac nid oes neb arall yn eu darllen; y cyfrif hwn yw’r cyfan sy’n eu gadael.',
      options: { easy: 'Hawdd', between: 'Yn y canol', hard: 'Anodd' },
    },
    morale: {
      title: 'Sut mae gweithwyr',
      means:
        'Cyfrifir unwaith, yn ôl cymedr eu hwythnosau, bob gweithiwr a ddywedodd hynny mewn nodyn am wythnos o’r chwarter: yn dda o 3.5 allan o 5, yn isel hyd at 2.5. Hwy biau’r nodiadau ac nid oes neb arall yn eu darllen; y cyfrif hwn yw’r cyfan sy’n eu gadael.',
      options: { well: 'Yn dda', between: 'Yn y canol', low: 'Yn isel' },
    },
    who_chose: {
      title: 'Pwy a ddewisodd',
      means:
        'Cyfrifir unwaith bawb a oedd ochr yn ochr yn y chwarter ac y nododd rhywun pwy a ddewisodd mewn penderfyniad amdanynt: o dan y person os dewisodd o leiaf un, fel arall gyda’i gilydd, fel arall o dan y gweithiwr.',
      options: {
        person: 'Y person',
        together: 'Y person a’r hyfforddwr gyda’i gilydd',
        worker: 'Y gweithiwr',
      },
    },
    spending_by_month: {
      title: 'Yr hyn a wariwyd, fesul mis',
      means:
        'Cyfanswm y penderfyniadau yng nghofnodion pobl eu hunain, yn arian y lle, yn ôl dydd y penderfyniad. Mae cywiriad yn cyfrif yn lle’r hyn y mae’n ei gywiro. Yn y cyfriflyfr, nid yma, y mae’r hyn a benderfynodd tîm iddo’i hun.',
      options: {
        month_1: 'Mis cyntaf y chwarter',
        month_2: 'Yr ail fis',
        month_3: 'Y trydydd mis',
      },
    },
    spending_by_what: {
      title: 'Yr hyn a wariwyd, yn ôl ei ddiben',
      means:
        'Yr un symiau ag fesul mis. Roedd yr hyn sy’n enwi nod y person ar gyfer y nod hwnnw; dywedir ar wahân am yr hyn a ddaeth fel peth neu fel amser rhywun, gyda’r gwerth a dybiwyd; cododd popeth arall ar y ffordd.',
      options: {
        goal: 'At nod y person ei hun',
        on_the_way: 'At yr hyn a gododd ar y ffordd',
        in_kind: 'Peth, neu amser rhywun',
      },
    },
    gains: {
      title: 'Yr hyn a unionwyd, mewn arian',
      means:
        'Cyfanswm yr enillion a nodwyd yn y chwarter, yn arian y lle: yr hyn a ddaeth unwaith, a’r hyn sy’n dod dro ar ôl tro, wedi’i gyfrif am flwyddyn. Y cyfanswm yw’r hyn ydynt yn eu blwyddyn gyntaf.',
      options: {
        once: 'Yr hyn a ddaeth unwaith',
        a_year: 'Yr hyn sy’n dod dro ar ôl tro, am flwyddyn',
      },
    },
    barriers: {
      title: 'Beth aeth yn y ffordd',
      means:
        'Mae pob tro yn y chwarter y nododd tîm iddo gwrdd â rhwystr o restr y gynghrair yn cyfrif, gyda’r gost y tro hwnnw os dywedwyd hi. Y rhai y mae’r rhestr yn eu henwi yw’r rhai a allai helpu. Troeon a gyfrifir yma, nid pobl: ni chedwir enw neb gyda rhwystr.',
      options: {},
    },
  },
  and: ' neu ',
  people: 'Pobl',
  sum: 'Swm',
  answer: 'Ateb',
  definition: 'Yr hyn y mae hyn yn ei gyfrif',
  withheld: 'heb ei ddangos',
  few: 'Ni ddangosir rhywfaint ohono, am y byddai’n datgelu ychydig o bobl.',
  nothing: 'Ni ellir dangos dim ohono, am y byddai’n datgelu ychydig o bobl.',
  none: 'Ni chyfrifir neb yma.',
  times: 'Troeon',
  chart: title => `Siart: ${title}. Mae’r un rhifau yn y tabl wrth ei ymyl.`,
  effective: 'Ydy hyn yn gweithio?',
  effectiveText: 'Dywedir uchod beth a gyflawnodd pobl, ac a yw hyn yn eu helpu i fyw bywyd gwell.',
  efficient: 'Ydy hi’n hawdd gwneud y peth iawn?',
  sustainable: 'Ydy hyn yn para?',
  money: 'Yr hyn a benderfynwyd, mewn arian',
  voices: 'Llais pwy a glywyd',
  better: 'Ydy hyn yn helpu?',
};
