import { plural } from '../plural.ts';

const people = (n: number) => plural(n, { one: '{n} person', other: '{n} people' });

/** Words of a quarter's letter: the questions beside the curves, barriers, money, stories, talk. */
export const letter = {
  summary: 'In short',
  summaryNone:
    'So few people were alongside in this quarter that nothing can be told in numbers without telling of one of them. What got in the way, the questions and the stories below still stand.',
  summaryPooled: '(This quarter and the three before it, taken together.)',
  summaryHidden: (n: number) =>
    plural(n, {
      one: 'One figure says nothing this quarter: some number in it would stand for fewer than eight people or, where it is of money, most of a sum would be one person’s; somebody who knows them could recognise them. It does not mean that nothing happened.',
      other:
        '{n} figures say nothing this quarter: some number in each would stand for fewer than eight people or, where it is of money, most of a sum would be one person’s; somebody who knows them could recognise them. It does not mean that nothing happened.',
    }),
  summaryAsk:
    'What to do instead: ask the teams. A question under any figure goes to them, and they answer with what they learned, and with stories whose people agreed to that. Where a quarter is too small and four together are not, the figure takes the four together by itself.',
  summaryAsked: (title: string, told: string) => `Asked “${title}”: ${told}`,
  summaryBarriers: (n: number) =>
    plural(n, {
      one: 'One thing that gets in people’s way names those who commission or pay for this work as somebody who could help.',
      other:
        '{n} things that get in people’s way name those who commission or pay for this work as somebody who could help.',
    }),
  means: 'What this counts',
  sentence: (share: string, n: number, of: string, told: string) =>
    `${share} of the ${people(n)} ${of} ${told}`,
  counted: (n: number, of: string, told: string) => `About ${people(n)} ${of} ${told}`,
  more: (share: string, told: string) => `${share} ${told}`,
  or: (parts: string[]) => parts.join(', or '),
  answer: 'Answer',
  peopleCol: 'People',
  shareCol: 'Share',
  askedOf: (n: number, of: string) => `Out of ${people(n)} ${of}.`,
  noAnswers:
    'Not shown this quarter: however the answers are put together, one of them would stand for fewer than eight people, or could be worked out. It does not mean that nothing was said.',
  baseHidden: 'How many people this is about is not shown either.',
  together: 'Where answers are told together, one of them alone would stand for too few people.',
  sections: {
    voices: 'Whose voice was heard',
    effective: 'Is it effective?',
    efficient: 'Is it efficient?',
    sustainable: 'Does it last?',
    money: 'The money',
  },
  effectiveText:
    'Whether it does any good is for the people themselves to say. They say it in three places above:',
  notTold: 'not shown this quarter',
  efficientText:
    'Whether people are spared waiting, being sent on and being asked all over again, and whether coaches can do the right thing without a fight.',
  sustainableText:
    'Whether something stays when the visits end cannot be counted within a quarter. What is counted here is what was put right or found in the quarter, and what that is worth.',
  moneyText:
    'Coaches decide about money by themselves and write down why; nobody approves it beforehand. Auditors read every decision with its reason, without knowing who it was for.',
  better_life: {
    title: 'Is this helping me to lead a better life?',
    of: 'who were asked',
    labels: { yes: 'Yes', a_bit: 'A bit', not_really: 'Not really', not_today: 'Not today' },
    told: {
      yes: 'said yes',
      a_bit: 'said a bit',
      not_really: 'said not really',
      not_today: 'did not feel like answering that day',
    },
    means: [
      'Everybody who counts in this letter and was asked the question in the quarter counts once, by their newest answer.',
      'Only what people said themselves counts, alone or together with their coach. What a coach thinks is not in it.',
      '“Not today” is an answer: somebody was asked, and did not feel like it.',
    ],
  },
  voices: {
    title: 'Who judged how far people had come',
    of: 'whose goals were judged in the quarter',
    labels: {
      self: 'The person alone (at least once)',
      together: 'The person with their coach (never alone)',
      worker: 'Only a coach',
    },
    told: {
      self: 'judged them by themselves',
      together: 'judged them together with their coach',
      worker: 'had them judged by a coach alone',
    },
    means: [
      'To judge a goal is to say whether it is reached, or how far it is. Everybody counts once of whom anybody did that in the quarter: under “alone” if they judged by themselves at least once, else under “with their coach” if they did that, else under “only a coach”.',
      'What a coach alone judges stands here and in no other number of this letter.',
    ],
  },
  who_chose: {
    title: 'Who chose, when help was decided on',
    of: 'for whom help was decided on',
    labels: {
      person: 'The person (at least once)',
      together: 'The person and the coach together',
      worker: 'The coach',
    },
    told: {
      person: 'chose by themselves',
      together: 'chose together with their coach',
      worker: 'had it chosen by a coach',
    },
    means: [
      'A decision is what a coach writes down when money is spent on somebody, or a thing or somebody’s time is found for them. Everybody counts once of whose decisions in the quarter at least one says who chose: under “the person” if they chose at least one, else under “together”, else under “the coach”.',
    ],
  },
  right_first_time: {
    title: 'Could what was needed be done there and then?',
    of: 'whose coach noted this',
    labels: { all: 'On every visit', some: 'On some visits', none: 'On none' },
    told: {
      all: 'got it on every visit',
      some: 'got it on some visits',
      none: 'got it on no visit',
    },
    means: [
      'Everybody counts once of whose visits in the quarter at least one says whether what was needed could be done on the spot. Visits that say nothing about it do not count.',
    ],
  },
  waits: {
    title: 'How long people waited when another office was asked',
    of: 'for whom a coach asked another office for something',
    labels: {
      week: 'Up to a week',
      month: 'Up to a month',
      longer: 'Longer than a month',
      waiting: 'Asked and not answered yet',
    },
    told: {
      week: 'waited a week at most',
      month: 'waited up to a month',
      longer: 'waited longer than a month',
      waiting: 'had no answer yet at the end of the quarter',
    },
    means: [
      'Each time another office is asked for something, such as a landlord or a benefits office, the day of the question and the day of the answer are noted. Everybody counts once, by their longest wait in the quarter, in days between the two; a month is 31 days.',
      'Whoever was asked about shortly before the quarter ended has no answer yet either: by itself that is no delay. Longer than a month, and asked and not answered yet, are told together where one alone is too few.',
    ],
  },
  hand_overs: {
    title: 'How often people were sent on to another door',
    of: 'for whom a coach asked another office for something',
    labels: { none: 'Never', once: 'Once', more: 'More than once' },
    told: {
      none: 'were never sent on',
      once: 'were sent on once',
      more: 'were sent on more than once',
    },
    means: [
      'Everybody counts once for whom a coach asked another office for something in the quarter, by how often the answer was to go to somebody else.',
    ],
  },
  reassessed: {
    title: 'How often people were assessed all over again',
    of: 'for whom a coach asked another office for something',
    labels: { none: 'Never', once: 'Once', more: 'More than once' },
    told: {
      none: 'were not assessed again',
      once: 'were assessed once more',
      more: 'were assessed again more than once',
    },
    means: [
      'Everybody counts once for whom a coach asked another office for something in the quarter, by how many of those offices assessed them once more.',
    ],
  },
  ease: {
    title: 'How coaches answered “How easy was it to do the right thing?”',
    of: 'who do this work and noted it',
    labels: { easy: 'Easy', between: 'In between', hard: 'Hard' },
    told: { easy: 'found it easy', between: 'found it in between', hard: 'found it hard' },
    means: [
      'These are coaches, not the people they stand alongside. Each who noted it for a week of the quarter counts once, by the average of their weeks, from 1 (very hard) to 5 (very easy): easy from 3.5, hard up to 2.5.',
      'Each keeps their notes for themselves, and nobody else reads them. This count is all that is told of them.',
    ],
  },
  morale: {
    title: 'How the coaches themselves were',
    of: 'who do this work and noted it',
    labels: { well: 'Well', between: 'In between', low: 'Low' },
    told: { well: 'were well', between: 'were in between', low: 'were low' },
    means: [
      'These are coaches, not the people they stand alongside. Each who noted it for a week of the quarter counts once, by the average of their weeks, from 1 (worn out) to 5 (very good): well from 3.5, low up to 2.5.',
    ],
  },
  gained: {
    title: 'Was anything put right or found for people?',
    of: 'counted in this letter',
    labels: { yes: 'Something was put right or found', no: 'Nothing of the kind was noted' },
    told: {
      yes: 'had something put right or found for them',
      no: 'had nothing of the kind noted',
    },
    means: [
      'Everybody who counts in this letter counts once, under “put right or found” if anything was noted for them in the quarter: benefits put right, a bursary, a debt let go, a coat found, with or without a sum.',
    ],
  },
  spending_by_month: {
    title: 'What coaches decided on, month by month',
    /** The months have their own names. */
    labels: {},
    means: [
      'The sums of all decisions for people in the quarter, by the day of the decision: money spent, and what a thing or somebody’s time was reckoned to be worth. A correction counts instead of what it corrects.',
      'It is of everybody whom a team stood alongside and who did not ask to be left out, with a goal of their own or without. Somebody for whom much was decided stands in more than one month.',
      'What a team decided for itself, such as a kettle for its room, is not in it.',
    ],
  },
  spending_by_what: {
    title: 'What it was for',
    labels: {
      goal: 'For something the person had set out to do',
      on_the_way: 'For what came up on the way',
      in_kind: 'A thing, or somebody’s time, reckoned in money',
    },
    means: [
      'The same decisions. Those that name one of the person’s own goals stand together; what came as a thing or as somebody’s time stands apart, with what it was reckoned to be worth. Somebody for whom much was decided stands in more than one line.',
    ],
  },
  gains: {
    title: 'What was put right, in money',
    labels: { once: 'What came once', a_year: 'What comes again and again, for a year' },
    means: [
      'What people gained in the quarter: benefits put right, a bursary, a debt let go. What comes each week or month is reckoned for a year; the total is their first year.',
    ],
  },
  spent: (sum: string, n: string) =>
    `Coaches decided on help worth ${sum} in this quarter, for ${n}: money, and things and people’s time reckoned in money.`,
  spentFor: (sum: string) => `The same ${sum}, by what it was for.`,
  gainedSum: (sum: string, n: string) =>
    `What was put right is worth ${sum} to the people themselves in its first year: ${n}.`,
  aboutPeople: (n: number) => `about ${people(n)}`,
  somePeople: 'a number of people that is not shown',
  noSum:
    'Not shown this quarter: it would be the money of too few people, or most of it one person’s. It does not mean that there was none.',
  noParts:
    'Only the total is shown: some part of it would be the money of too few people, or most of it one person’s.',
  roughly:
    'The total is exact; its parts are rounded to the nearest hundred, and need not add up to it.',
  sumCol: 'Sum',
  whatCol: 'What',
  cameOfIt: (figures: string[]) =>
    `What came of it is told above, under ${figures.map(title => `“${title}”`).join(' and ')}.`,
  cameOfOne:
    'What came of a single decision stands in the ledger of decisions, which auditors read in this app and commissioners do not.',
  barriers: {
    title: 'What got in the way, and who could help',
    intro:
      'Teams write down what gets in the way of many people, with nobody’s name. They note each time that they run into it; what it has cost so far is as they reckon it. This part is live: it stands as it is today, and not as it was at the end of the quarter.',
    yours: 'Yours to help with',
    yoursText:
      'These name commissioners, or the people who pay for this work, as somebody who could help.',
    others: 'For others to help with',
    othersText: 'You may know whom to ask.',
    none: 'Nothing is written down that gets in the way.',
    metTimes: (n: string) => `Met ${n} times in this quarter`,
    metCost: (sum: string) => `what it cost in the quarter: about ${sum}`,
    about: (n: number) => `about ${n}`,
    answered: (name: string, day: string) => `${name} said on ${day}`,
    reply: 'Say what you can do',
    replyHint:
      'Every team in the alliance reads it on their phones, under your name. Say what you will do, or why it cannot be done.',
    replySend: 'Send this answer',
    replied: 'Sent. The teams have it with their next signal.',
  },
  stories: {
    title: 'Stories',
    intro:
      'Each is here because its person said yes to people like you reading it. They may take that back at any time, and then it is gone from here. Where a name was, […] stands.',
    teaches: 'What it teaches',
    ownHand: (day: string) => `The person said yes themselves, on ${day}.`,
    told: (day: string) => `The person told their coach yes, on ${day}.`,
    none: 'No story stands open to you at the moment. People decide that, each for themselves.',
    needsNetwork: 'Stories are never kept on this device. They come when there is a signal.',
    beside: 'A story that a team sets beside this figure',
    later: 'A story stood here. Its person has taken their yes back.',
  },
  talk: {
    title: 'Questions',
    ask: 'Ask about this',
    askHint:
      'The teams read it on their phones and answer in their own time. A good question asks what is behind a number, not for a higher one.',
    send: 'Send the question',
    sent: 'Sent. The teams have it with their next signal.',
    reply: 'Say something to this',
    replyHint: 'The teams read it on their phones, under your name.',
    replySend: 'Send',
    missing: 'Write something first',
    failed: 'That could not be sent. Your words are still here: try again.',
    offline: 'Asking needs a signal. Your words stay here until then.',
    you: 'You',
    asked: (who: string, day: string) => `${who} asked, ${day}`,
    said: (who: string, day: string) => `${who}, ${day}`,
    open: 'Nobody has answered yet.',
    reflection: 'From what a team shared of its own learning',
    shared: {
      worked: 'What worked',
      did_not: 'What did not work',
      dont_know: 'What they do not know',
      learnt: 'What they learned',
      next_try: 'What they will try next',
    },
    answerHere: 'Answer it',
    label: (of: string) => `About: ${of}`,
  },
  cite: {
    title: 'How to cite this',
    text: (place: string, title: string, quarter: string, release: string, when: string) =>
      `${place}: “${title}”, ${quarter}. Release ${release}, put together on ${when}.`,
    address:
      'A new release gets a new number and a new address. The address of this one stays for ever, and what stands there never changes:',
    parts: 'Each figure has an address of its own:',
    data: 'For programs: all of it as one JSON document, the same bytes each time it is asked for (signed in):',
    old: (release: string, newer: string) =>
      `This is release ${release}, as it was. A newer one stands: ${newer}.`,
    newer: 'Read the newer one',
    save: 'Save all of it as JSON',
    copy: 'Copy the citation',
    copied: 'Copied.',
  },
  files: {
    which: 'Which figure?',
    byOrg: (title: string) => `${title}, organisations that share`,
    failed: 'The file could not be fetched. Try again when there is a signal.',
  },
  sideBySide: 'Quarter beside quarter',
  sideBySideText:
    'The whole curve of each quarter, oldest first. A curve that bulges to the upper right means that more people reached more. Different people are in different quarters, so a change is a reason to ask, not an answer.',
  sideBySideTable: 'People who reached at least some, half and all of their goals',
  sideBySideFar: 'People who felt some of the way, halfway and all the way there',
  small: { some: 'Some', half: 'Half', all: 'All' },
  smallSome:
    '“Some” is anything at all. Where 10%+ or 25%+ stands beneath it, it is at least a tenth or at least a quarter.',
  someFrom: (percent: number) => `${percent}%+`,
  smallHidden: '* Not shown: the curve of this quarter would tell too much about too few.',
  onlyReleased:
    'What got in the way, questions and answers, and stories are of the day on which the page is read, and not part of the release.',
};

export type AnswerTable =
  | 'better_life'
  | 'voices'
  | 'who_chose'
  | 'right_first_time'
  | 'waits'
  | 'hand_overs'
  | 'reassessed'
  | 'ease'
  | 'morale'
  | 'gained';

export type MoneyTable = 'spending_by_month' | 'spending_by_what' | 'gains';
