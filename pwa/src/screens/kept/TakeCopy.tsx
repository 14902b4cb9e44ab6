import { useSignal } from '@preact/signals';
import { Button, Part, Row } from '../../kit/index.ts';
import { fileOf } from '../../model/files.ts';
import { lang, t } from '../../words/index.ts';
import { download } from '../figures/download.ts';

/** The copy of what is kept about a person, as a file; `text` says what comes of it. */
export function TakeCopy({ person, text }: { person: string; text: string }) {
  const w = t.value.own.ask;
  const state = useSignal<'' | 'busy' | 'done' | 'failed'>('');
  const get = async () => {
    state.value = 'busy';
    try {
      const file = await fileOf(`/v1/people/${person}/copy?lang=${lang.value}`);
      download('copy.zip', 'application/zip', file);
      state.value = 'done';
    } catch {
      state.value = 'failed';
    }
  };
  return (
    <Part title={w.copyTitle}>
      <p>{text}</p>
      <Row>
        <Button kind="primary" busy={state.value === 'busy'} onClick={() => void get()}>
          {state.value === 'busy' ? w.copying : w.copyNow}
        </Button>
      </Row>
      <p role="status">
        {state.value === 'done' && w.copied}
        {state.value === 'failed' && w.copyOnline}
      </p>
    </Part>
  );
}
