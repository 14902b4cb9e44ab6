import './own.css';
import type { ComponentChildren } from 'preact';
import { Button, Page } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import { closeAndForget } from './leaving.ts';

/** Every page of a person's own: the way out at once stands above everything else. */
export function Frame(props: {
  title: string;
  home?: boolean;
  lead?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const w = t.value.own;
  return (
    <>
      <div class="own-exit">
        <Button kind="plain" icon="close" onClick={() => void closeAndForget()}>
          {w.exit.button}
        </Button>
      </div>
      <Page
        title={props.title}
        lead={props.lead}
        {...(props.home ? {} : { back: '#/', backLabel: w.back })}
      >
        {props.children}
      </Page>
    </>
  );
}
