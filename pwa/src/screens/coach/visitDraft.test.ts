import { expect, test } from 'vitest';
import { validate } from '../../../../schema/validate.ts';
import { ulid } from '../../local/ids.ts';
import { hasMoney, isBlank, newVisit, type VisitDraft, visitWrites } from './visitDraft.ts';

const me = ulid(1);
const at = { person: ulid(2), me, currency: 'GBP', between: undefined };

function visit(part: Partial<VisitDraft>): VisitDraft {
  return { ...newVisit('2026-03-03', me), ...part };
}

function checked(draft: VisitDraft, keeping: Parameters<typeof visitWrites>[1] = at) {
  const writes = visitWrites(draft, keeping);
  for (const write of writes) {
    const { drop: _, keep: __, ...change } = write;
    expect(validate(write.scope, change), `${write.kind}`).toEqual([]);
  }
  return writes;
}

test('an untouched form is blank, and a likely pot alone is no money', () => {
  expect(isBlank(visit({}))).toBe(true);
  expect(hasMoney(visit({ money: { pot: ulid(9) } }))).toBe(false);
  expect(isBlank(visit({ story: ' ' }))).toBe(true);
  expect(isBlank(visit({ money: { minor_units: 640 } }))).toBe(false);
});

test('one sentence is a good visit', () => {
  const [only, ...rest] = checked(visit({ story: 'A walk.' }));
  expect(rest).toEqual([]);
  expect(only).toMatchObject({
    scope: `person:${at.person}`,
    kind: 'visit',
    set: { story: 'A walk.', on: '2026-03-03' },
  });
});

test('a coffee and a bus pass are a visit and a decision that names it', () => {
  const draft = visit({ story: 'Coffee.', money: { what: 'A coffee', minor_units: 640 } });
  const [first, second] = checked(draft);
  expect(second).toMatchObject({
    kind: 'decision',
    set: { what: 'A coffee', minor_units: 640, currency: 'GBP', visit: first?.id },
  });
});

test('everything at once is valid and hangs together', () => {
  const known = ulid(3);
  const writes = checked(
    visit({
      story: 'Much happened.',
      strengths: [known],
      newStrengths: ['Dry as a biscuit'],
      goals: [ulid(4)],
      asked: [
        {
          actor: 'The surgery',
          asked: 'A visit',
          answeredIt: 'yes',
          answered: 'Yes',
          handedOn: null,
        },
      ],
      changed: [{ words: 'She went out', first: true }],
      promised: [{ words: 'Bring the form', day: '2026-03-05', who: `member:${me}` }],
      money: { minor_units: 10_000, went_on: [{ what: 'The debt', minor_units: 7600 }] as never },
      right: true,
    }),
  );
  const kinds = ['visit', 'strength', 'strength', 'contact', 'change_seen', 'thread', 'decision'];
  expect(writes.map(w => w.kind)).toEqual(kinds);
  expect(writes[0]?.add?.strengths).toContain(known);
  expect(writes.find(w => w.id === known)?.add).toEqual({ visits: [writes[0]?.id] });
});

test('what is just between us leaves no trace in the circle', () => {
  const writes = checked(
    visit({ story: 'A secret.', strengths: [ulid(3)], money: { minor_units: 1 }, between: true }),
  );
  expect(writes.every(w => w.scope.startsWith('between:'))).toBe(true);
  expect(writes[0]).toMatchObject({
    kind: 'between',
    set: { about: at.person },
    add: { circle: [`member:${me}`] },
  });
});

test('the scope between us is opened once', () => {
  const between = `between:${ulid(7)}`;
  const writes = checked(visit({ story: 'More.', between: true }), { ...at, between });
  expect(writes.map(w => [w.scope, w.kind])).toEqual([[between, 'visit']]);
});
