import { plural } from '../plural.ts';

const people = (n: number) => plural(n, { one: '{n} person', other: '{n} people' });
const goals = (n: number) => plural(n, { one: '{n} goal', other: '{n} goals' });

/** Words of the figures: they read like a letter, and say what is not told and why. */
export const figures = {
  title: 'How far people got',
  quarter: 'Quarter',
  quarterName: (q: string, year: string) =>
    `${{ '1': 'January to March', '2': 'April to June', '3': 'July to September', '4': 'October to December' }[q] ?? q} ${year}`,
  quarterShort: (q: string, year: string) =>
    `${{ '1': 'Jan–Mar', '2': 'Apr–Jun', '3': 'Jul–Sep', '4': 'Oct–Dec' }[q] ?? q} ${year}`,
  months:
    'January February March April May June July August September October November December'.split(
      ' ',
    ),
  opening: (place: string) =>
    `People in ${place} name what they want to do, and judge for themselves how far they got. This is all of it added up: no more than that, and nobody in particular.`,
  noTargets:
    'These figures are for learning. There are no targets in them. Nobody is compared with anybody, and organisations show theirs only if they choose to.',
  whom: (quarter: string) =>
    `They count everybody whom a team stood alongside at any time from ${quarter}. A coach, in this letter, is whoever stands alongside somebody: they meet again and again, and the coach helps with whatever that person wants to change. Nobody is counted who asked to be left out. People who have no goal of their own yet are counted in no figure except the money.`,
  quarterMeans: (name: string, quarter: string) => `${name} is ${quarter}, by the calendar year.`,
  quarterLabel: (q: string, year: string) => `Q${q} ${year}`,
  rounding:
    'Every number of people is rounded to the nearest five, each by itself, and percentages are worked out from those: 40 people are between 38 and 42. With few people the parts of a figure may come to a good deal more or less than the whole, by up to two people for each part and two for the whole: four parts of 40 people may come to 50. What would stand for fewer than eight people is not shown: somebody who knows them could recognise them.',
  released: (when: string) => `Put together on ${when}.`,
  fetched: (when: string) => `No signal: this is the page as it was fetched ${when}.`,
  loading: 'Fetching the figures',
  none: 'No figures yet',
  noneText:
    'Figures come once a quarter has ended. The first of them will stand here, with what they mean.',
  noneOffline: 'There is no signal, and no figures have been kept on this device yet.',
  notReleased: 'The figures of this quarter are not out yet.',
  noneStand: 'No figures stand for this quarter.',
  place: 'The alliance as a whole',
  whole: (name: string) => `${name}, as a whole`,
  attainment: {
    title: 'How many of their goals people reached',
    chartTitle: (quarter: string) => `How many of their own goals people reached, ${quarter}`,
    axisX: 'At least this share of their own goals',
    axisY: 'Share of the people',
    colBand: 'People who reached',
    colPeople: 'People',
    colPercent: 'Share',
  },
  progress: {
    title: 'How far it felt',
    chartTitle: (quarter: string) =>
      `How far people felt they were, over all their goals, ${quarter}`,
    axisX: 'At least this far, over all their goals',
    axisY: 'Share of the people',
    colBand: 'People who felt they were',
    colPeople: 'People',
    colPercent: 'Share',
  },
  bandGoals: (x: number) =>
    x === 0
      ? 'None or more of their goals'
      : x === 100
        ? 'All of their goals'
        : x === 50
          ? 'At least half of their goals'
          : x === 1
            ? 'Some of their goals, or more'
            : `At least ${x}% of their goals`,
  bandFar: (x: number) =>
    x === 0
      ? 'Not started, or further'
      : x === 100
        ? 'All the way'
        : x === 50
          ? 'At least halfway'
          : x === 1
            ? 'Some way, or further'
            : `At least ${x}% of the way`,
  /** What stands under a point of the curve. */
  tick: (x: number) => (x === 1 ? 'some' : x === 50 ? 'half' : x === 100 ? 'all' : `${x}%`),
  /** A quarter under a point: as short as can be. */
  quarterTick: (q: string) => q.replace(/^\d\d(\d\d)-Q(\d)$/, 'Q$2 ’$1'),
  nobody: 'almost nobody',
  share: {
    all: 'nearly all',
    most: 'about three quarters',
    twoThirds: 'about two thirds',
    half: 'about half',
    third: 'about a third',
    quarter: 'about a quarter',
    few: 'a few',
    percent: (n: number) => `about ${n}%`,
  },
  sentence: (share: string, base: number, what: string) =>
    `${share} of the ${people(base)} ${what}.`,
  someOf: (n: number, what: string) => `About ${people(n)} ${what}.`,
  doneHalf: 'had done at least half of what they set out to do by the end of the quarter',
  doneAll: 'had done all of what they set out to do by the end of the quarter',
  doneSome: 'had done some of what they set out to do by the end of the quarter',
  doneAt: (x: number) =>
    `had done at least ${x}% of what they set out to do by the end of the quarter`,
  farHalf: 'feel at least halfway with what they set out to do',
  farAll: 'feel all the way there',
  farSome: 'feel some of the way there',
  farAt: (x: number) => `feel at least ${x}% of the way there`,
  smallBase: 'So few people that shares would not mean much: only counts are shown.',
  withheld: 'Not shown',
  withheldWhy:
    'Too few people stand behind this number. It is not shown, so that nobody can be recognised by it. It may be nobody at all, or several people.',
  withheldCount: (n: number) =>
    plural(n, {
      one: '{n} number is not shown, so that nobody can be recognised by it.',
      other: '{n} numbers are not shown, so that nobody can be recognised by them.',
    }),
  nothing: 'Not shown this quarter',
  nothingText:
    'Wherever a line were drawn between people who came further and people who did not, fewer than eight would stand on one side of it, and somebody who knows them could recognise them. It does not mean that nothing happened.',
  scale: {
    tenths: 'In steps of a tenth.',
    quarters: 'In steps of a quarter: finer steps would have told too much about too few.',
    none_some_half_all:
      'In coarse steps only (none, some, half, all): finer ones would have told too much about too few.',
    some_and_half:
      'Only “some” and “half” can be shown: more would have told too much about too few.',
    half: 'Only “half” can be shown: more would have told too much about too few.',
    some: 'Only “some” can be shown: more would have told too much about too few.',
  },
  pooled: 'Four quarters are put together here: one alone would have told too much about too few.',
  self: {
    title: 'Said by the person without their coach',
    text: 'The same people, but a goal is reached here only where the person said so without their coach. What they said together with their coach does not count here; in the curve before it, both count.',
    none: 'This is not shown: it would have told too much about the few who judged together with somebody.',
  },
  base: (n: number) => `Out of ${people(n)}.`,
  baseWithheld: 'How many people this is out of is not shown.',
  complete: {
    title: 'How complete this is',
    intro:
      'What is missing from these figures, and what moved behind them, told by the same rules.',
    withheld:
      'Where “Not shown” stands, there are so few that it could tell of somebody: of people, of goals, or of phones and computers. It may be none at all, or several.',
    goals_not_heard:
      'Goals that nobody asked about in this quarter: what was said of them before still counts',
    devices_not_heard:
      'Phones and computers that have not been in touch since the quarter ended: what was written on them is missing here',
    left_out: 'People who asked to be left out',
    set_aside:
      'People who set a goal aside in the quarter (which is not a failure, and not counted against anybody)',
    added: 'People who added a goal in the quarter',
    no_goal_yet: 'People who have no goal of their own yet',
    number: (n: number) => `about ${n}`,
  },
  definition: 'What these numbers mean, exactly',
  definitionParts: [
    'A person counts if they were alongside at any time in the quarter, have at least one goal of their own, and have not asked to be left out.',
    'A goal counts if it is the person’s own, or one they made together with somebody. What a coach wants for somebody is never counted.',
    'A goal is reached when the person says that they have done it, or enough of it. Only what they say counts, alone or together with their coach. A goal that they were never asked about is not reached.',
    'A person’s share is the goals that they reached out of the goals that count for them. The curve shows, for each share, how many people reached at least that much.',
    'A goal that was set aside is not counted: dropping a goal is not a failure, and a bold goal is not a risk.',
  ],
  progressParts: [
    'The same people count, but only those who ever said how far they are with at least one of their goals.',
    'How far it felt is the person’s own feeling, alone or together with their coach, from “not started” (0%) to “all the way” (100%). The newest that they said by the end of the quarter counts.',
    'It is averaged over the goals that they said it of. The curve shows, for each part of the way, how many people felt at least that far.',
    'What a coach thinks is not in it, nor are goals that were set aside.',
  ],
  protection: 'How nobody can be recognised in them',
  protectionParts: [
    'Counts of 0 to 7 people are not shown, and neither is a number from which one of them could be worked out.',
    'Every number of people is rounded to the nearest five, each by itself. Percentages are worked out from rounded numbers.',
    'Once out, a release of a quarter’s figures never changes. If at least eight people’s answers change later, a new release gets a new number; the old one stays.',
    'Anybody may ask to be left out, and then stands in no later figure.',
  ],
  orgs: 'Organisations that chose to share',
  orgsIntro:
    'Their own coaches chose to show these curves. They stand in the order of their names; they work with different people on different things, and are not to be compared.',
  orgsNone: 'No organisation has chosen to share its own curve.',
  overTime: 'Quarter by quarter',
  overTimeIntro:
    'The same question in each quarter that is out. Different people are in different quarters, so a line that rises or falls is a reason to ask, not an answer. Q1 is January to March, Q2 April to June, Q3 July to September, Q4 October to December.',
  overTimeTitle: 'People who reached at least half of their goals, quarter by quarter',
  overTimeProgress: 'People who felt at least halfway, quarter by quarter',
  overTimeCol: 'Quarter',
  table: 'The same as a table',
  download: 'As a file',
  csv: (what: string) => `${what} (CSV)`,
  csvHow:
    'CSV opens in a spreadsheet. CSVW tells a program what each column means. JSON has all of the letter, for programs.',
  csvWords: 'Save as a CSV file',
  csvMeta: 'Save its description (CSVW)',
  csvDone: 'Saved as a file.',
  print: 'Print this page',
  barriers: 'What stands in the way, and what only you could change',
  alliance: 'The alliance',
  percent: (n: number) => `${n}%`,
  counts: (n: number) => people(n),
  goalCounts: (n: number) => goals(n),
  chartWords: (title: string) => `Chart: ${title}. The table below has the same numbers.`,
  problem: {
    heading: 'There is a problem',
    offline: 'There is no signal just now.',
    forbidden: 'Figures are not open to you here.',
    not_released: 'The figures of this quarter are not out yet.',
    other: (code: string) => `The figures could not be fetched (${code}). Try again in a moment.`,
    again: 'Try again',
  },
};
