import {
  type Kind,
  nameOf,
  record,
  records,
  scopesOf,
  session,
  type View,
} from '../../model/index.ts';
import { t } from '../../words/index.ts';

/** A view as plain fields, for screens that show any kind. */
export type AnyView = View & { readonly [field: string]: unknown };

export const personScope = (id: string) => `person:${id}`;

/** The record of a person; undefined while it is not on this phone. */
export function personOf(id: string): View<'person'> | undefined {
  return record(personScope(id), 'person', id);
}

/** What a person is called; a calm stand-in while that is not known. */
export function calledOf(id: string): string {
  return personOf(id)?.called.text || t.value.coach.somebodyElse;
}

/** All people on this phone who are not removed. */
export function people(): View<'person'>[] {
  const found: View<'person'>[] = [];
  for (const scope of scopesOf('person')) {
    const view = record(scope, 'person', scope.slice('person:'.length));
    if (view && !view.gone) found.push(view);
  }
  return found;
}

/** Scopes that tell of a person: the circle's, then those that are just between us. */
export function scopesAbout(id: string): string[] {
  return [personScope(id), ...betweens(id)];
}

function betweens(person: string): string[] {
  return scopesOf('between').filter(
    scope => record(scope, 'between', scope.slice('between:'.length))?.about === person,
  );
}

/** The scope that I alone share with a person; undefined before anything was kept there. */
export function myBetween(person: string): string | undefined {
  const me = `member:${session.value?.member}`;
  return betweens(person).find(scope => {
    const circle = record(scope, 'between', scope.slice('between:'.length))?.circle ?? [];
    return circle.length === 1 && circle[0] === me;
  });
}

/** All of a kind about a person, wherever it is kept. */
export function about<K extends Kind>(person: string, kind: K, gone = false): View<K>[] {
  return scopesAbout(person).flatMap(scope => records(scope, kind, { gone }));
}

/** One record about a person, gone or not. */
export function oneAbout<K extends Kind>(person: string, kind: K, id: string): View<K> | undefined {
  for (const scope of scopesAbout(person)) {
    const view = record(scope, kind, id);
    if (view) return view;
  }
  return undefined;
}

export const isBetween = (scope: string) => scope.startsWith('between:');

/** The name of an actor: a member, a team, a person on this phone, or the words as written. */
export function whoIs(actor: string): string {
  if (actor === `member:${session.value?.member}`) return t.value.coach.me;
  if (actor.startsWith('person:')) return calledOf(actor.slice('person:'.length));
  return /^(member|team):/.test(actor) ? nameOf(actor) : actor;
}

/** The name of who wrote something; "you" for this phone's own member. */
export function writer(member: string | null): string {
  if (member === null) return t.value.shell.somebody;
  return member === session.value?.member ? t.value.coach.you : nameOf(member);
}
