import { Component, type ComponentChildren } from 'preact';
import { Button, Empty, LinkButton, Page, Row } from '../kit/index.ts';
import { t } from '../words/index.ts';

/** What a screen that broke looks like; the rest of the app goes on. */
export class Boundary extends Component<{ children: ComponentChildren }, { broke: boolean }> {
  override state = { broke: false };

  static override getDerivedStateFromError() {
    return { broke: true };
  }

  override componentDidCatch(error: unknown) {
    console.error(error);
  }

  override render() {
    if (!this.state.broke) return this.props.children;
    const words = t.value.shell.problem;
    return <Trouble title={words.title} text={words.text} />;
  }
}

/** A page that says what is wrong and what to do about it. */
export function Trouble(props: { title: string; text: string; reload?: () => void }) {
  const words = t.value.shell.problem;
  return (
    <Page title={props.title}>
      <Empty title="" text={props.text} />
      <Row>
        <Button kind="primary" onClick={props.reload ?? (() => location.reload())}>
          {words.reload}
        </Button>
        <LinkButton href="#/">{words.home}</LinkButton>
      </Row>
    </Page>
  );
}
