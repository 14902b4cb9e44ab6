import { lazy, type Route, type Screen } from '../../app/route.ts';
import { t } from '../../words/index.ts';

const page = (path: string, title: Route['title'], load: () => Promise<Screen>): Route => ({
  path: path ? `steward/${path}` : 'steward',
  title,
  screen: lazy(load),
  words: ['steward', 'figures'],
});

const erasing = (...of: Parameters<typeof page>): Route => ({
  ...page(...of),
  words: ['steward', 'erase'],
});

export const stewardRoutes: Route[] = [
  page(
    '',
    () => t.value.steward.title,
    () => import('./Home.tsx').then(m => m.Home),
  ),
  page(
    'orgs',
    () => t.value.steward.orgs.title,
    () => import('./Orgs.tsx').then(m => m.Orgs),
  ),
  page(
    'teams',
    () => t.value.steward.teams.title,
    () => import('./Teams.tsx').then(m => m.Teams),
  ),
  page(
    'members',
    () => t.value.steward.members.title,
    () => import('./Members.tsx').then(m => m.Members),
  ),
  page(
    'members/new',
    () => t.value.steward.members.add,
    () => import('./MemberForm.tsx').then(m => m.NewMember),
  ),
  page(
    'members/:id',
    () => t.value.steward.members.title,
    () => import('./MemberPage.tsx').then(m => m.MemberPage),
  ),
  page(
    'devices',
    () => t.value.steward.devices.title,
    () => import('./Devices.tsx').then(m => m.Devices),
  ),
  {
    ...page(
      'requests',
      () => t.value.steward.requests.title,
      () => import('./Requests.tsx').then(m => m.Requests),
    ),
    words: ['steward', 'figures', 'own'],
  },
  page(
    'quarters',
    () => t.value.steward.releases.title,
    () => import('./Quarters.tsx').then(m => m.Quarters),
  ),
  page(
    'unattended',
    () => t.value.steward.unattended.title,
    () => import('./Unattended.tsx').then(m => m.Unattended),
  ),
  page(
    'openings',
    () => t.value.steward.openings.title,
    () => import('./Openings.tsx').then(m => m.Openings),
  ),
  {
    ...page(
      'openings/:id/record',
      () => t.value.steward.openings.record,
      () => import('./OpenedRecord.tsx').then(m => m.OpenedRecord),
    ),
    words: ['steward', 'figures', 'own'],
  },
  page(
    'openings/:id',
    () => t.value.steward.openings.title,
    () => import('./Openings.tsx').then(m => m.Openings),
  ),
  {
    path: 'steward/inquiries',
    screen: lazy(() => import('../seen/Inquiries.tsx').then(m => m.Inquiries)),
    title: () => t.value.seen.inquiries.title,
    words: ['steward', 'seen'],
  },
  {
    path: 'steward/inquiries/:person',
    screen: lazy(() => import('../seen/Inquiry.tsx').then(m => m.Inquiry)),
    title: () => t.value.seen.inquiries.read,
    words: ['steward', 'seen', 'life'],
  },
  erasing(
    'erasures',
    () => t.value.erase.list,
    () => import('./Erasures.tsx').then(m => m.Erasures),
  ),
  erasing(
    'retention',
    () => t.value.erase.retention.title,
    () => import('./Retention.tsx').then(m => m.Retention),
  ),
  erasing(
    'erase/:person',
    () => t.value.erase.title,
    () => import('./Erase.tsx').then(m => m.Erase),
  ),
];
