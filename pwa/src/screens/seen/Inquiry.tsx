import '../../style/seen.css';
import { href, type ScreenProps } from '../../app/route.ts';
import { Page } from '../../kit/index.ts';
import { t } from '../../words/index.ts';
import { itemsOf } from '../steward/fetched.tsx';
import { inquiries } from './Inquiries.tsx';
import { WhoHasSeen } from './WhoHasSeen.tsx';

/** What a steward reads during an inquiry: who saw one record, and nothing of it. */
export function Inquiry({ params }: ScreenProps) {
  const w = t.value.seen.inquiries;
  const person = params.person ?? '';
  const erased = itemsOf(inquiries()).some(q => q.person === person && q.erased);
  return (
    <Page title={w.read} back={href('steward', 'inquiries')} backLabel={w.back}>
      <p class="seen-number">{person}</p>
      <p>{erased ? w.toldErased : w.toldPerson}</p>
      <WhoHasSeen person={person} />
    </Page>
  );
}
