import { useState } from 'preact/hooks';
import { href } from '../../app/route.ts';
import { Line, LinkButton, Page } from '../../kit/index.ts';
import type { View } from '../../model/index.ts';
import { byName, lastVisits, PeopleList } from './Home.tsx';
import { people } from './lives.ts';
import { withMe } from './Promises.tsx';
import { w } from './words.ts';

/** Whom the visit was with: the first step of logging one from the home page. */
export function ChoosePerson() {
  const words = w.value.home;
  const [typed, setTyped] = useState('');
  const last = lastVisits();
  const wanted = people()
    .filter(p => p.called.text.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase()))
    .sort(likeliest);
  return (
    <Page title={words.whoWith} back="#/">
      {people().length > 8 && (
        <Line label={words.search} type="search" value={typed} onInput={setTyped} />
      )}
      {wanted.length > 0 && (
        <PeopleList people={wanted.slice(0, 50)} last={last} to={id => href('p', id, 'visit')} />
      )}
      <LinkButton href={href('people', 'new')} icon="add">
        {words.addPerson}
      </LinkButton>
    </Page>
  );
}

/** My own people first, those who moved on last. */
function likeliest(a: View<'person'>, b: View<'person'>): number {
  const rank = (p: View<'person'>) => (p.left_on ? 2 : withMe(p) ? 0 : 1);
  return rank(a) - rank(b) || byName(a, b);
}
