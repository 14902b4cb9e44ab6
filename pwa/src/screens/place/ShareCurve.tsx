import { useSignal } from '@preact/signals';
import { href } from '../../app/route.ts';
import {
  Button,
  Card,
  Empty,
  ErrorSummary,
  type FormProblem,
  LinkButton,
  Notice,
  Page,
  Row,
} from '../../kit/index.ts';
import { api, directory, type Org, session, status } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import '../../style/place.css';
import { told } from './problem.ts';

/** An organisation's own coaches choose whether its curve is shown. */
export function ShareCurve() {
  const w = t.value.place.curve;
  const { orgs, teams } = directory.value;
  const mine = session.value?.teams ?? [];
  const own = orgs.filter(org => teams.some(team => team.org === org.id && mine.includes(team.id)));
  return (
    <Page title={w.title} back="#/" lead={w.intro}>
      <ul class="points">
        {w.points.map(point => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {!status.value.online && <Notice icon="offline">{t.value.place.needsNetwork}</Notice>}
      {own.length === 0 && <Empty title={w.none} />}
      {own.map(org => (
        <OwnOrg key={org.id} org={org} />
      ))}
      <Row>
        <LinkButton kind="quiet" href={href('figures')}>
          {w.see}
        </LinkButton>
      </Row>
    </Page>
  );
}

function OwnOrg({ org }: { org: Org }) {
  const w = t.value.place.curve;
  const chosen = useSignal<boolean | null>(null);
  const busy = useSignal(false);
  const problems = useSignal<FormProblem[]>([]);
  const shared = chosen.value ?? org.share_figures;
  const change = async () => {
    busy.value = true;
    problems.value = [];
    try {
      const now = await api<Org>('PATCH', `/v1/orgs/${org.id}`, { share_figures: !shared });
      chosen.value = now.share_figures;
    } catch (error) {
      problems.value = told(error, t.value.place.problem);
    }
    busy.value = false;
  };
  return (
    <Card>
      <h2 class="small-head">{shared ? w.shared(org.name) : w.notShared(org.name)}</h2>
      <ErrorSummary problems={problems.value} />
      <div role="status">
        {chosen.value !== null && <p>{shared ? w.nowShared(org.name) : w.nowNot(org.name)}</p>}
      </div>
      <div>
        <Button busy={busy.value} kind={shared ? 'plain' : 'primary'} onClick={() => void change()}>
          {shared ? w.stop : w.share}
        </Button>
      </div>
    </Card>
  );
}
