import { href } from '../../app/route.ts';
import { LinkButton, List, ListItem, Part } from '../../kit/index.ts';
import { session } from '../../model/index.ts';
import { fmt } from '../../words/index.ts';
import { about } from './lives.ts';
import { potsFor, sums } from './pots.ts';
import { current } from './settled.ts';
import { w } from './words.ts';

/** What was decided and spent for a person, and the pots that it comes from. */
export function Money({ person }: { person: string }) {
  const words = w.value.person;
  const currency = session.value?.place.currency ?? 'GBP';
  const decisions = current(about(person, 'decision'));
  const told = sums(decisions, currency).map(([c, sum]) => fmt.money(sum, c));
  const pots = potsFor(person)
    .map(pot => ({ pot, here: decisions.filter(d => d.pot === pot.id) }))
    .filter(({ pot, here }) => pot.own || here.length > 0);
  return (
    <Part
      title={words.money}
      action={
        <LinkButton
          href={href('p', person, 'decision')}
          kind="quiet"
          icon="add"
          label={`${w.value.add}: ${words.addMoney}`}
        >
          {w.value.add}
        </LinkButton>
      }
    >
      {decisions.length > 0 ? (
        <p class="sum">{words.spent(fmt.list(told), decisions.length)}</p>
      ) : (
        <p class="item-note">{words.nothingOfIt}</p>
      )}
      {pots.length > 0 && (
        <List>
          {pots.map(({ pot, here }) => (
            <ListItem
              key={pot.id}
              icon="money"
              title={pot.name}
              note={[
                here.length > 0 &&
                  words.spentHere(
                    sums(here, pot.currency)
                      .map(([c, s]) => fmt.money(s, c))
                      .join(', '),
                  ),
                pot.own && leftIn(pot.left, pot.currency),
              ]
                .filter(Boolean)
                .join(' · ')}
            />
          ))}
        </List>
      )}
    </Part>
  );
}

/** What is left, or by how much more was spent than there was; never refused. */
export function leftIn(minor: number, currency: string): string {
  const words = w.value.person;
  return minor < 0
    ? words.over(fmt.money(-minor, currency))
    : words.left(fmt.money(minor, currency));
}
