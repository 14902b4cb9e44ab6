import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { href, type ScreenProps } from '../../app/route.ts';
import { Empty, Notice, Page, Waiting } from '../../kit/index.ts';
import { ApiError, api } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { Kept } from '../kept/Kept.tsx';
import { itemsOf, type KeptRecord } from '../kept/remote.ts';
import { TakeCopy } from '../kept/TakeCopy.tsx';
import { problemWords } from './fetched.tsx';

/** A record that a steward has opened: read as the person reads it, and kept nowhere here. */
export function OpenedRecord({ params }: ScreenProps) {
  const w = t.value.steward;
  const person = params.id ?? '';
  const got = useSignal<KeptRecord | null>(null);
  const failed = useSignal('');
  useEffect(() => {
    api<KeptRecord>('GET', `/v1/people/${person}/record`).then(
      record => {
        got.value = record;
      },
      e => {
        failed.value = e instanceof ApiError ? e.code : 'internal';
      },
    );
  }, [person]);
  const record = got.value;
  return (
    <Page
      title={record?.called || w.openings.record}
      back={href('steward', 'openings')}
      backLabel={w.openings.title}
    >
      {failed.value === 'not_found' && <Empty title={w.openings.closed} />}
      {failed.value !== '' && failed.value !== 'not_found' && (
        <Empty title={problemWords(failed.value)} />
      )}
      {!record && failed.value === '' && <Waiting text={w.loading} />}
      {record && (
        <>
          <Notice icon="eye">{w.openings.asThePerson}</Notice>
          <TakeCopy person={person} text={w.openings.copyText} />
        </>
      )}
      {record?.parts.map(part => (
        <Kept
          key={part.scope}
          around={{ person: record.person, items: itemsOf(part), names: record.names }}
          circle={part.circle}
          hint=""
        />
      ))}
    </Page>
  );
}
