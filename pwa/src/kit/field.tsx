import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../words/index.ts';
import { Icon } from './icon.tsx';

/** What every field has. */
export interface FieldProps {
  label: string;
  /** Stable name in the form: the field's id is `f-<name>`, which ErrorSummary focuses. */
  name?: string | undefined;
  hint?: ComponentChildren;
  /** What is wrong and what to do about it; the same words as in the summary. */
  error?: string | undefined;
  /** The label is for screen readers only. */
  quiet?: boolean | undefined;
}

/** The id by which an error summary finds a field. */
export const fieldId = (name: string) => `f-${name}`;

/** Ids that tie a control to its label, hint and error. */
export function useField(props: FieldProps) {
  const own = useId();
  const id = props.name ? fieldId(props.name) : own;
  const hint = props.hint ? `${id}-hint` : '';
  const error = props.error ? `${id}-error` : '';
  const described = [hint, error].filter(Boolean).join(' ') || undefined;
  return {
    id,
    hintId: hint,
    errorId: error,
    aria: { 'aria-describedby': described, 'aria-invalid': props.error ? true : undefined },
  };
}

type Ids = ReturnType<typeof useField>;

/** Hint and error of a field, above its control. */
export function FieldNotes({ ids, field }: { ids: Ids; field: FieldProps }) {
  return (
    <>
      {field.hint && (
        <p class="hint" id={ids.hintId}>
          {field.hint}
        </p>
      )}
      {field.error && (
        <p class="field-error" id={ids.errorId}>
          <Icon name="heed" />
          <span class="aloud">{t.value.coach.kit.error}: </span>
          {field.error}
        </p>
      )}
    </>
  );
}

/** Label, notes and one control. */
export function Field(props: { field: FieldProps; ids: Ids; children: ComponentChildren }) {
  const { field, ids } = props;
  return (
    <div class={field.error ? 'field field-wrong' : 'field'}>
      <label class={field.quiet ? 'aloud' : 'label'} for={ids.id}>
        {field.label}
      </label>
      <FieldNotes ids={ids} field={field} />
      {props.children}
    </div>
  );
}

/** Several controls under one legend. */
export function Group(props: { field: FieldProps; ids: Ids; children: ComponentChildren }) {
  const { field, ids } = props;
  return (
    <fieldset
      class={field.error ? 'field field-wrong' : 'field'}
      id={ids.id}
      tabIndex={-1}
      aria-describedby={ids.aria['aria-describedby']}
    >
      <legend class={field.quiet ? 'aloud' : 'label'}>{field.label}</legend>
      <FieldNotes ids={ids} field={field} />
      {props.children}
    </fieldset>
  );
}
