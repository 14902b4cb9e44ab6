import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Button, ErrorSummary, errorOf, Line, Row } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import { useCall } from './fetched.tsx';

/**
 * A form of one name, with room for more fields. `check` says what else is missing;
 * `save` gets the trimmed name and rejects with ApiError.
 */
export function Naming(props: {
  label: string;
  name?: string;
  go: string;
  check?: () => { field: string; text: string }[];
  save: (name: string) => Promise<void>;
  cancel?: () => void;
  children?: (errorFor: (field: string) => string | undefined) => ComponentChildren;
}) {
  const w = t.value.steward;
  const name = useSignal(props.name ?? '');
  const { busy, problems, run } = useCall();
  const submit = () => {
    const missing = name.value.trim() ? [] : [{ field: 'name', text: w.nameMissing }];
    const wrong = [...missing, ...(props.check?.() ?? [])];
    if (wrong.length) {
      problems.value = wrong;
      return;
    }
    void run(async () => {
      await props.save(name.value.trim());
      name.value = props.name === undefined ? '' : name.value;
    });
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      <ErrorSummary problems={problems.value} />
      <Line
        label={props.label}
        name="name"
        value={name.value}
        onInput={value => {
          name.value = value;
        }}
        error={errorOf(problems.value, 'name')}
      />
      {props.children?.(field => errorOf(problems.value, field))}
      <Row>
        <Button kind="primary" type="submit" busy={busy.value}>
          {props.go}
        </Button>
        {props.cancel && (
          <Button kind="quiet" onClick={props.cancel}>
            {w.cancel}
          </Button>
        )}
      </Row>
    </form>
  );
}
