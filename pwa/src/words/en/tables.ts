/** What a table tells, as people read it. Options by their keys. */
export interface TableWords {
  title: string;
  means: string;
  options: Record<string, string>;
}

/** The tables of the figures, by the names that the server gives them. */
export const tables = {
  of: {
    attainment: {
      title: 'What people achieved of what they set out to do',
      means:
        'Everybody who was alongside in the quarter and has a goal of their own is counted once. A goal is achieved when the newest thing that the person said about it by the end of the quarter, alone or together with their coach, is that they have done it or enough of it. Each line says how many people achieved at least that percentage of their own goals. Goals that were set aside do not count; a goal that nobody has ever asked about counts as not achieved.',
      options: {},
    },
    progress: {
      title: 'How far people feel that they have come',
      means:
        'Everybody who was alongside in the quarter and ever said, alone or together with their coach, how far they are with a goal of their own is counted once. Each goal stands for the newest answer by the end of the quarter, from 0 to 100; a person stands for the mean of their goals. Each line says how many people have come at least that far on average. Goals that were set aside do not count.',
      options: {},
    },
    better_life: {
      title: 'Is this helping me to lead a better life?',
      means:
        'Everybody who was alongside in the quarter and answered in it, alone or together with their coach, is counted once, by the newest answer. What a worker thinks is not counted. “Not today” is an answer too: somebody was asked, and did not feel like it.',
      options: { yes: 'Yes', a_bit: 'A bit', not_really: 'Not really', not_today: 'Not today' },
    },
    voices: {
      title: 'Whose voice was heard',
      means:
        'Everybody who was alongside in the quarter and of whose goals anyone judged one in it is counted once: under their own voice if they judged by themselves at least once, else under together if they did with their coach, else under the worker’s alone. What workers judge is counted here and in no other figure.',
      options: {
        self: 'The person by themselves',
        together: 'The person together with their coach',
        worker: 'The worker alone',
      },
    },
    gained: {
      title: 'Something put right or found',
      means:
        'Everybody who was alongside in the quarter is counted once: under yes if at least one gain was noted of them in it, with or without money, else under no.',
      options: { yes: 'Something was put right or found', no: 'Nothing was noted' },
    },
    right_first_time: {
      title: 'Right first time',
      means:
        'Everybody who was alongside in the quarter and of whose visits in it at least one says so or says not is counted once: whether it was so on all of those visits, on some or on none. Visits that say nothing of it do not count.',
      options: { all: 'On every visit', some: 'On some visits', none: 'On none' },
    },
    waits: {
      title: 'How long people waited for an answer',
      means:
        'Everybody who was alongside in the quarter and for whom somebody was asked for something in it is counted once, by their longest wait: from the day of the question to the day of the answer. Who had no answer by the end of the quarter counts as asked and not answered yet, however short it has been: by itself that is no delay.',
      options: {
        week: 'Up to a week',
        month: 'Up to a month (31 days)',
        longer: 'Longer than a month',
        waiting: 'Asked and not answered yet',
      },
    },
    hand_overs: {
      title: 'Sent on to the next door',
      means:
        'Everybody who was alongside in the quarter and for whom somebody was asked for something in it is counted once, by how often the answer was to go to somebody else. It is counted from what was noted of each question; nobody typed a number.',
      options: { none: 'Never', once: 'Once', more: 'More than once' },
    },
    reassessed: {
      title: 'Assessed once more',
      means:
        'Everybody who was alongside in the quarter and for whom somebody was asked for something in it is counted once, by how many of those who were asked had them assessed once more.',
      options: { none: 'Never', once: 'Once', more: 'More than once' },
    },
    ease: {
      title: 'How easy it was to do the right thing',
      means:
        'Every worker who said so in a note about a week of the quarter is counted once, by the mean of their weeks: easy from 3.5 of 5, hard up to 2.5. The notes are theirs and nobody else reads them; this count is all that leaves them.',
      options: { easy: 'Easy', between: 'In between', hard: 'Hard' },
    },
    morale: {
      title: 'How workers are',
      means:
        'Every worker who said so in a note about a week of the quarter is counted once, by the mean of their weeks: well from 3.5 of 5, low up to 2.5. The notes are theirs and nobody else reads them; this count is all that leaves them.',
      options: { well: 'Well', between: 'In between', low: 'Low' },
    },
    who_chose: {
      title: 'Who chose',
      means:
        'Everybody who was alongside in the quarter and about whose decisions in it anyone noted who chose is counted once: under the person if they chose at least one, else under together, else under the worker.',
      options: {
        person: 'The person',
        together: 'The person and the coach together',
        worker: 'The worker',
      },
    },
    spending_by_month: {
      title: 'What was spent, by month',
      means:
        'What the decisions in people’s own records came to, in the place’s currency, by the day of the decision. A correction counts instead of what it corrects. What a team decided for itself stands in the ledger and not here.',
      options: {
        month_1: 'The first month of the quarter',
        month_2: 'The second month',
        month_3: 'The third month',
      },
    },
    spending_by_what: {
      title: 'What was spent, by what it was for',
      means:
        'The same sums as by month. What names a goal of the person’s was for that goal; what came as a thing or as somebody’s time is told apart, with what it was reckoned to be worth; everything else came up on the way.',
      options: {
        goal: 'For a goal of the person’s own',
        on_the_way: 'For what came up on the way',
        in_kind: 'A thing, or somebody’s time',
      },
    },
    gains: {
      title: 'What was put right, in money',
      means:
        'What the gains that were noted in the quarter come to, in the place’s currency: what came once, and what comes again and again, reckoned for a year. The total is what they come to in their first year. Gains without a sum are counted under “Something put right or found”.',
      options: { once: 'What came once', a_year: 'What comes again and again, for a year' },
    },
    barriers: {
      title: 'What got in the way',
      means:
        'Every time in the quarter that a team noted having met a barrier of the alliance’s list counts, with what it cost that time, in the place’s currency, if they said. Those who could help are the ones that the list names; a meeting counts for each of them. Here times are counted, not people: nobody’s name is kept with a barrier.',
      options: {},
    },
  } as Record<string, TableWords>,
  and: ' or ',
  people: 'People',
  sum: 'Sum',
  answer: 'Answer',
  definition: 'What this counts',
  withheld: 'not shown',
  few: 'Some of it is not shown, because it would tell on few people.',
  nothing: 'Nothing of it can be shown, because it would tell on few people.',
  none: 'Nobody is counted here.',
  times: 'Times',
  chart: (title: string) => `Chart: ${title}. The table beside it has the same numbers.`,
  effective: 'Does it work?',
  effectiveText:
    'What people achieved, and whether this helps them to lead a better life, is told above.',
  efficient: 'Is it easy to do the right thing?',
  sustainable: 'Does it last?',
  money: 'What was decided, in money',
  voices: 'Whose voice was heard',
  better: 'Is it helping?',
};
