import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button, Notice, Page, SayBar, Waiting } from '../kit/index.ts';
import { withheld } from '../model/lease.ts';
import { ended, opening, reading, session } from '../model/phone.ts';
import { loadWords, t } from '../words/index.ts';
import { Boundary, Trouble } from './Boundary.tsx';
import { endedRoute, joinRoute, leaseRoute, lockRoute, moveRoute } from './gates.ts';
import type { LazyScreen, Params, Route, Screen } from './route.ts';
import { path } from './router.ts';
import type { Found } from './routes.ts';
import { newer, useNewer } from './update.ts';
import { fetchInside, inside } from './within.ts';

/** The whole app: a frame that is always there, and the page that the address names. */
export function App() {
  const found = shown();
  const pages = inside.value;
  const open = opening.value === 'open';
  useEffect(() => {
    if (open) void fetchInside();
  }, [open]);
  useEffect(() => {
    if (found === 'coming' && pages && pages !== 'failed') void pages.fetchRoutes();
  }, [found, pages]);
  if (opening.value === 'opening') return null;
  if (opening.value === 'broken') return <Broken />;
  // It may be a page for a phone in somebody else's hands: nothing stands around it yet.
  if (found === 'coming') return <Waiting text={t.value.shell.loading} />;
  if (isFound(found) && found.route.bare) return <Show route={found.route} params={found.params} />;
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {t.value.shell.skip}
      </a>
      <header class="topbar">
        {open && !ended.value && pages && pages !== 'failed' && <pages.Bar />}
      </header>
      {newer.value && <Newer />}
      <main id="main" tabIndex={-1}>
        <Boundary key={path.value}>
          <Body found={found} />
        </Boundary>
      </main>
      <SayBar />
    </div>
  );
}

type Shown = Found | null | 'coming' | 'failed';

const isFound = (found: Shown): found is Found => found !== null && typeof found === 'object';

/** Which page there is to show: what the address names, once the phone is open for somebody. */
function shown(): Shown {
  const only = (route: Route) => ({ route, params: {} });
  if (ended.value) return only(endedRoute);
  if (opening.value === 'plain') return only(moveRoute);
  if (opening.value === 'locked' && path.value !== 'join') return only(lockRoute);
  if (!session.value) return only(joinRoute);
  if (withheld.value) return only(leaseRoute);
  const pages = inside.value;
  if (pages === null) return 'coming';
  return pages === 'failed' ? pages : pages.find(session.value.role, path.value);
}

function Body({ found }: { found: Shown }) {
  if (isFound(found)) return <Show route={found.route} params={found.params} />;
  if (found === null) return <NotFound />;
  const words = t.value.shell.problem;
  return <Trouble title={words.title} text={words.chunk} />;
}

/** Screens that were loaded already, and the loads that failed. */
const loaded = new Map<LazyScreen, Screen>();
const arrived = signal(0);
const failed = signal<LazyScreen | null>(null);

function Show({ route, params }: { route: Route; params: Params }) {
  void arrived.value;
  const { screen } = route;
  const lazy = 'load' in screen ? screen : null;
  // The title's words may come with the screen.
  useTitle(!lazy || loaded.has(lazy) ? route.title(params) : '');
  useEffect(() => {
    if (lazy && !loaded.has(lazy)) void load(lazy, route);
  }, [lazy, route]);
  if (reading.value && !route.early) return <Waiting text={t.value.shell.loading} />;
  if (!lazy) return <Ready screen={screen as Screen} params={params} />;
  const ready = loaded.get(lazy);
  if (ready) return <Ready screen={ready} params={params} />;
  if (failed.value === lazy) {
    const words = t.value.shell.problem;
    return <Trouble title={words.title} text={words.chunk} />;
  }
  return <Waiting text={t.value.shell.loading} />;
}

function Ready({ screen: ScreenOf, params }: { screen: Screen; params: Params }) {
  return <ScreenOf params={params} />;
}

async function load(lazy: LazyScreen, route: Route): Promise<void> {
  try {
    const [screen] = await Promise.all([lazy.load(), loadWords(route.words ?? [])]);
    loaded.set(lazy, screen);
    failed.value = null;
  } catch {
    failed.value = lazy;
  }
  arrived.value++;
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} – ${t.peek().shell.app}` : t.peek().shell.app;
  }, [title]);
}

function NotFound() {
  const words = t.value.shell.problem;
  return (
    <Page title={words.notFound} back="#/">
      <p>{words.notFoundText}</p>
    </Page>
  );
}

function Broken() {
  const words = t.value.shell.problem;
  return (
    <main>
      <Trouble title={words.broken} text={words.brokenText} />
    </main>
  );
}

function Newer() {
  const words = t.value.shell.update;
  return (
    <Notice live>
      {words.ready}{' '}
      <Button kind="quiet" onClick={() => void useNewer()}>
        {words.use}
      </Button>
    </Notice>
  );
}
