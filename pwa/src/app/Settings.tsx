import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button, Choice, LinkButton, Notice, Page, Part, Row } from '../kit/index.ts';
import { outbox, session, signOutHere } from '../model/index.ts';
import { LockSettings } from '../screens/lock/LockSettings.tsx';
import { fmt, type Lang, lang, t } from '../words/index.ts';
import { chooseLang, setTheme, type Theme, theme } from './look.ts';
import { bytesUsed, persisted } from './storage.ts';
import { fetchAfresh, storedVersion } from './update.ts';

export function Settings() {
  const words = t.value.phone.settings;
  const who = session.value;
  return (
    <Page title={words.title} back="#/">
      <Choice<Lang>
        name="language"
        label={words.language}
        options={[
          { value: 'en', label: words.languages.en },
          { value: 'cy', label: words.languages.cy },
        ]}
        value={lang.value}
        onChoose={v => v && void chooseLang(v)}
      />
      <Choice<Theme>
        name="theme"
        label={words.theme}
        options={(['auto', 'light', 'dark'] as const).map(value => ({
          value,
          label: words.themes[value],
        }))}
        value={theme.value}
        onChoose={v => v && setTheme(v)}
      />
      {who && (
        <Part title={words.you}>
          <p>{words.youAre(who.name, who.place.name)}</p>
          <p>{words.device(who.deviceName)}</p>
          <LinkButton href="#/phones">{words.phones}</LinkButton>
        </Part>
      )}
      {who && <LockSettings />}
      <Keeping />
      <Part title={words.about}>
        <p>{words.aboutText}</p>
        <Version />
      </Part>
      {who && <Leave />}
    </Page>
  );
}

/** The service worker's store is named after what it holds. */
function Version() {
  const name = useSignal('');
  useEffect(() => {
    void storedVersion().then(v => {
      name.value = v;
    });
  }, [name]);
  return name.value ? <p>{t.value.phone.settings.version(name.value)}</p> : null;
}

function Keeping() {
  const words = t.value.phone.settings;
  const used = useSignal<number | null>(null);
  useEffect(() => {
    void bytesUsed().then(n => {
      used.value = n;
    });
  }, [used]);
  const answer = persisted.value;
  return (
    <Part title={words.keeping}>
      <p>{answer === null ? words.notAsked : answer ? words.persisted : words.notPersisted}</p>
      {used.value !== null && <p>{words.used(fmt.number(Math.ceil(used.value / 1e6)))}</p>}
      <p>{words.emptyHint}</p>
      <Row>
        <Button onClick={() => void fetchAfresh()}>{words.empty}</Button>
      </Row>
    </Part>
  );
}

function Leave() {
  const words = t.value.phone.settings;
  const asking = useSignal(false);
  const unsent = outbox.value.filter(i => i.state !== 'sent').length;
  const leave = async () => {
    await signOutHere();
    location.replace('/');
  };
  return (
    <Part title={words.leave}>
      <p>{words.leaveText}</p>
      {unsent > 0 && (
        <Notice icon="heed">
          <p>{words.leaveUnsent(unsent)}</p>
          <LinkButton href="#/waiting">{t.value.phone.waiting.title}</LinkButton>
        </Notice>
      )}
      <Row>
        {asking.value ? (
          <>
            <Button kind="danger" onClick={() => void leave()}>
              {words.leaveSure}
            </Button>
            <Button
              onClick={() => {
                asking.value = false;
              }}
            >
              {words.leaveStay}
            </Button>
          </>
        ) : (
          <Button
            kind="danger"
            onClick={() => {
              asking.value = true;
            }}
          >
            {words.leave}
          </Button>
        )}
      </Row>
    </Part>
  );
}
