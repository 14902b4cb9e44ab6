import '../../style/seen.css';
import { href, type ScreenProps } from '../../app/route.ts';
import { Page, Part } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import { calledOf, personOf } from '../coach/lives.ts';
import { Missing } from '../coach/Missing.tsx';
import { WhoHasSeen } from './WhoHasSeen.tsx';

/** Who has seen one person's record, on a coach's phone, to be shown to the person. */
export function SeenPage({ params }: ScreenProps) {
  const id = params.id ?? '';
  const words = t.value.seen;
  if (!personOf(id)) return <Missing />;
  return (
    <Page title={words.title} back={href('p', id)} backLabel={calledOf(id)}>
      <p>{words.lead(calledOf(id))}</p>
      <WhoHasSeen person={id} />
      <Part title={words.number}>
        <p class="hint">{words.numberHint}</p>
        <p class="seen-number">{id}</p>
      </Part>
    </Page>
  );
}
