import type { Value, Write } from '../../pwa/src/model/types.ts';
import type { Phone, Tab } from './phone.ts';
import type { Random } from './random.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** The k-th of the ids that people use for records, a ULID. */
export function idOf(k: number): string {
  return `01hzzzzzzzzzzzzzzzzzzzzz${alphabet.charAt(Math.floor(k / 32))}${alphabet.charAt(k % 32)}`;
}

/** Texts that have broken other systems. */
const oddities = [
  '',
  '',
  '',
  ' 😀\uFFFD',
  ' \u0000',
  ' \u202Eleft',
  ' <script>',
  ' =1+1',
  ' é e\u0301',
];

export interface Hand {
  random: Random;
  tab: Tab;
  phone: Phone;
  members: string[];
  teams: string[];
  /** A text that nobody wrote before. */
  words(): string;
  /** The phone's app knows a later schema. */
  newer: boolean;
}

/** The scopes that a phone shows. */
export function scopesOn(tab: Tab): string[] {
  const { memory } = tab.app.store();
  return [...memory.cursors.values()].filter(row => !row.lost).map(row => row.scope);
}

/** What a person might write next; null when there is nowhere to. */
export function draw(hand: Hand): Write | null {
  const { random, tab } = hand;
  if (random.chance(0.06)) return begins(hand);
  const scopes = scopesOn(tab);
  if (scopes.length === 0) return begins(hand);
  const scope = random.pick(scopes);
  const [sort = '', own = ''] = scope.split(':');
  const id = idOf(random.below(3));
  if (hand.newer && random.chance(0.3) && sort !== 'self') return newerWrite(hand, scope, id);
  if (sort === 'person') return inPerson(hand, scope, own, id);
  if (sort === 'between') return inBetween(hand, scope, own, id);
  return inOthers(hand, scope, sort, id);
}

/** Somebody new. */
function begins(hand: Hand): Write {
  const { random, phone } = hand;
  const id = idOf(100 + random.below(4));
  if (random.chance(0.2)) {
    const circle = [`member:${phone.member}`];
    if (random.chance(0.6)) circle.push(`member:${random.pick(hand.members)}`);
    return { scope: `between:${id}`, kind: 'between', id, add: { circle: [...new Set(circle)] } };
  }
  const scope = `person:${id}`;
  if (random.chance(0.2)) {
    // Their record comes later; the server founds the scope.
    return { scope, kind: 'visit', id: idOf(random.below(3)), set: { story: hand.words() } };
  }
  const circle = [
    random.chance(0.5) ? `team:${random.pick(hand.teams)}` : `member:${phone.member}`,
  ];
  return { scope, kind: 'person', id, set: { called: hand.words() }, add: { circle } };
}

function inPerson(hand: Hand, scope: string, own: string, id: string): Write {
  const { random } = hand;
  switch (random.weighted({ person: 3, circle: 2, visit: 4, goal: 2, assessment: 2 })) {
    case 'person':
      return {
        scope,
        kind: 'person',
        id: own,
        set: { [random.pick(['called', 'matters'])]: hand.words(), joined_on: day(random) },
      };
    case 'circle':
      return circle(hand, scope, 'person', own, [
        ...hand.members.map(m => `member:${m}`),
        ...hand.teams.map(t => `team:${t}`),
      ]);
    case 'visit':
      return visit(hand, scope, id);
    case 'goal':
      return {
        scope,
        kind: 'goal',
        id,
        set: { words: hand.words(), order: random.below(5), gone: random.chance(0.2) },
      };
    case 'assessment':
      return {
        scope,
        kind: 'assessment',
        id: random.chance(0.5) ? id : hand.tab.app.newId(),
        set: {
          goal: idOf(0),
          words: hand.words(),
          how_far: random.below(11) * 10,
          on: day(random),
        },
      };
  }
}

function visit(hand: Hand, scope: string, id: string): Write {
  const { random } = hand;
  const write: Write = { scope, kind: 'visit', id, set: { on: day(random) } };
  if (random.chance(0.8)) write.set = { ...write.set, story: hand.words() };
  if (random.chance(0.2)) write.set = { ...write.set, their_words: hand.words() };
  const goals = [idOf(random.below(3))];
  const what = random.weighted({ add: 3, drop: 2, neither: 5 });
  if (what !== 'neither') write[what] = { goals };
  return write;
}

function circle(hand: Hand, scope: string, kind: string, id: string, actors: string[]): Write {
  const { random, tab } = hand;
  const record = tab.app.store().memory.record(`${scope}\n${kind}\n${id}`);
  const inside = record ? tab.app.engine.members(record, 'circle') : [];
  if (inside.length > 0 && random.chance(0.45)) {
    return { scope, kind, id, drop: { circle: [random.pick(inside)] } };
  }
  return { scope, kind, id, add: { circle: [random.pick(actors)] } };
}

function inBetween(hand: Hand, scope: string, own: string, id: string): Write {
  if (hand.random.chance(0.3)) {
    const actors = hand.members.map(m => `member:${m}`);
    return circle(hand, scope, 'between', own, actors);
  }
  if (hand.random.chance(0.5)) return visit(hand, scope, id);
  return { scope, kind: 'concern', id, set: { words: hand.words(), known: 'told_us' } };
}

function inOthers(hand: Hand, scope: string, sort: string, id: string): Write {
  const { random } = hand;
  if (sort === 'place') {
    if (random.chance(0.3)) {
      return { scope, kind: 'met', id, set: { words: hand.words(), barrier: idOf(1) } };
    }
    return { scope, kind: 'barrier', id, set: { what: hand.words(), cost: random.below(9) } };
  }
  if (sort === 'team' && random.chance(0.6)) {
    if (random.chance(0.3)) {
      return { scope, kind: 'pot_entry', id, set: { words: hand.words(), minor_units: 5 } };
    }
    const field = random.pick(['name', 'source']);
    return { scope, kind: 'pot', id, set: { [field]: hand.words(), gone: random.chance(0.1) } };
  }
  if (sort === 'self' && random.chance(0.4)) {
    return {
      scope,
      kind: 'week_note',
      id,
      set: { ease: random.between(1, 5), what_made_it_hard: hand.words() },
    };
  }
  return {
    scope,
    kind: 'reflection',
    id,
    set: { [random.pick(['worked', 'learnt'])]: hand.words() },
  };
}

/** What the schema after ours can say. */
function newerWrite(hand: Hand, scope: string, id: string): Write {
  const [sort] = scope.split(':');
  if (sort === 'person' && hand.random.chance(0.5)) {
    return { scope, kind: 'goal', id, set: { hope: hand.words() } };
  }
  return { scope, kind: 'wish', id, set: { words: hand.words() }, add: { tags: [idOf(2)] } };
}

/** Words that make a change too large for the server, though no field is too long. */
export function tooMuch(hand: Hand): Write | null {
  const scope = scopesOn(hand.tab).find(s => s.startsWith('person:'));
  if (!scope) return null;
  const long = '😀'.repeat(9_900);
  const set = { matters: `${hand.words()}${long}`, good_life: `${hand.words()}${long}` };
  return { scope, kind: 'person', id: scope.slice(7), set };
}

function day(random: Random): Value {
  return `2040-03-0${random.between(1, 9)}`;
}

export function odd(random: Random): string {
  return random.pick(oddities);
}
