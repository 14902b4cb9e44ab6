/**
 * All that screens may use of the phone's own store. Everything that is read here is
 * backed by signals: a component that calls `records(...)` renders again when they change.
 */
export { api, cached } from './api.ts';
export type { Draft } from './drafts.ts';
export { draft } from './drafts.ts';
export { directory, memberOfStamp, nameOf, today } from './names.ts';
export { discardParked, offerAgain, outbox, parked, status, syncNow } from './outbox.ts';
export { reading } from './phone.ts';
export { allOf, lastDay, record, records, scopesOf } from './records.ts';
export type { Undoable } from './save.ts';
export { copyTo, newId, SaveError, save, saveWithUndo, validate } from './save.ts';
export { search } from './search.ts';
export { ApiError, join, session, signOutHere } from './session.ts';
export type {
  Answer,
  Cached,
  Directory,
  Hit,
  Member,
  Org,
  OutboxItem,
  PlaceInfo,
  Problem,
  Role,
  Session,
  Status,
  Team,
  Value,
  Version,
  ViewBase,
  Words,
  Write,
} from './types.ts';
export type { Kind, View } from './view.ts';
