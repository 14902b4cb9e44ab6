import { href, type ScreenProps } from '../../app/route.ts';
import { onwards } from '../../app/router.ts';
import { Button, Card, Empty, LinkButton, Notice, Page, Row, Sides, say } from '../../kit/index.ts';
import { nameOf, record, save, saveWithUndo } from '../../model/index.ts';
import { fmt, t } from '../../words/index.ts';
import { dayOf } from './Reflections.tsx';
import { type Question, questions, type Reflection, selfScope, sharedWith } from './sharing.ts';

/** One reflection, with what its author may do with it. */
export function OneReflection({ params }: ScreenProps) {
  const w = t.value.place;
  const it = record(params.scope ?? '', 'reflection', params.id ?? '');
  if (!it || it.gone) {
    return (
      <Page title={w.reflect.title} back={href('reflect')}>
        <Empty title={w.notOnPhone} text={w.notOnPhoneText} />
      </Page>
    );
  }
  const own = it.scope === selfScope();
  const day = fmt.dayLong(dayOf(it.madeAt));
  return (
    <Page
      title={w.reflect.title}
      back={href('reflect')}
      lead={own ? day : w.when(day, it.madeBy ? nameOf(it.madeBy) : w.someone)}
    >
      {own && <Audience of={it} />}
      {questions.map(q => (
        <Answer key={q} of={it} question={q} />
      ))}
      {own && <OwnActions of={it} />}
    </Page>
  );
}

function Audience({ of }: { of: Reflection }) {
  const w = t.value.place.reflect;
  const names = sharedWith(of);
  return (
    <Notice icon={names.length > 0 ? 'eye' : 'between'}>
      {names.length > 0 ? w.sharedWith(fmt.list(names)) : w.onlyYou}
    </Notice>
  );
}

function Answer({ of, question }: { of: Reflection; question: Question }) {
  const w = t.value.place;
  const words = of[question];
  if (!words || (words.text === '' && words.versions.length < 2)) return null;
  const choose = (text: string) =>
    void save([{ scope: of.scope, kind: 'reflection', id: of.id, set: { [question]: text } }]);
  if (words.versions.length > 1) {
    return (
      <Sides
        title={w.reflect.fields[question]}
        sides={words.versions.map(v => ({
          identity: v.identity,
          text: v.text,
          at: v.at,
          who: v.by ? nameOf(v.by) : w.someone,
        }))}
        onChoose={choose}
      />
    );
  }
  return (
    <Card tone={question === 'how_it_was_for_me' ? 'between' : 'plain'}>
      <h2 class="small-head">{w.reflect.fields[question]}</h2>
      <p class="prose">{words.text}</p>
      {question === 'how_it_was_for_me' && <p class="hint">{w.reflect.forMeHint}</p>}
    </Card>
  );
}

function OwnActions({ of }: { of: Reflection }) {
  const w = t.value.place.reflect;
  const remove = async () => {
    const on = onwards();
    const { undo } = await saveWithUndo([
      { scope: of.scope, kind: 'reflection', id: of.id, set: { gone: true } },
    ]);
    say(w.removed, async () => void (await undo()));
    on(href('reflect'));
  };
  return (
    <Row>
      <LinkButton href={href('reflect', of.scope, of.id, 'share')} kind="primary" icon="sent">
        {w.share.open}
      </LinkButton>
      <LinkButton href={href('reflect', of.scope, of.id, 'edit')} icon="edit">
        {w.edit}
      </LinkButton>
      <Button kind="danger" onClick={() => void remove()}>
        {w.remove}
      </Button>
    </Row>
  );
}
