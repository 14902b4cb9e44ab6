import { useSignal } from '@preact/signals';
import { Button, Part, Row } from '../../kit/index.ts';
import { save } from '../../model/index.ts';
import { t } from '../../words/index.ts';
import { Frame } from './Frame.tsx';
import { myId, myScope, myself } from './me.ts';

/** Whether the person is counted; leaving and coming back is one tap. */
export function FiguresPage() {
  const w = t.value.own.figures;
  const out = myself()?.in_figures === false;
  const said = useSignal('');
  const set = async (counted: boolean) => {
    await save([{ scope: myScope(), kind: 'person', id: myId(), set: { in_figures: counted } }]);
    said.value = counted ? w.back : w.left;
  };
  return (
    <Frame title={w.title} lead={w.lead}>
      <p>
        <strong>{out ? w.out : w.in}</strong>
      </p>
      <p role="status">{said.value}</p>
      <Row>
        <Button kind="primary" onClick={() => void set(out)}>
          {out ? w.come : w.leave}
        </Button>
      </Row>
      <Part title={w.what}>
        <ul>
          {w.points.map(point => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <p>{w.released}</p>
      </Part>
    </Frame>
  );
}
