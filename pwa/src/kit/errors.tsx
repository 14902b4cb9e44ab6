import { useEffect, useRef } from 'preact/hooks';
import { t } from '../words/index.ts';
import { fieldId } from './field.tsx';

/** What stops a form from being saved: the words, and the `name` of the field to mend. */
export interface FormProblem {
  field?: string;
  text: string;
}

/**
 * "There is a problem", with a link to each field. Takes the focus whenever it is given
 * new problems, so make a new array for each try to save. Nothing is shown for none.
 */
export function ErrorSummary({ problems }: { problems: FormProblem[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <div class="errors" role="alert" tabIndex={-1} ref={box}>
      <h2>{t.value.coach.kit.problem}</h2>
      <ul>
        {problems.map(p => (
          <li key={`${p.field} ${p.text}`}>
            {p.field ? (
              <a
                href={`#${fieldId(p.field)}`}
                onClick={event => {
                  event.preventDefault();
                  toField(p.field ?? '');
                }}
              >
                {p.text}
              </a>
            ) : (
              p.text
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The words for one field, out of the problems of the whole form. */
export function errorOf(problems: FormProblem[], field: string): string | undefined {
  return problems.find(p => p.field === field)?.text;
}

/** Moves the focus into a field, unfolding what it lies in. */
export function toField(name: string): void {
  const el = document.getElementById(fieldId(name));
  const control = el?.matches('fieldset') ? el.querySelector<HTMLElement>('input,textarea') : el;
  control?.focus();
  el?.scrollIntoView({ block: 'center' });
}
