import { Icon, type IconName } from '../kit/index.ts';
import { type Role, session } from '../model/index.ts';
import { t } from '../words/index.ts';
import { href } from './route.ts';
import { path } from './router.ts';

interface Tab {
  to: string;
  icon: IconName;
  label: string;
  /** Paths that belong to this tab. */
  under: RegExp;
}

/** The few pages that everything else hangs from. */
export function Tabs({ role }: { role: Role }) {
  return (
    <nav class="tabs" aria-label={t.value.shell.tabs.label}>
      {tabsOf(role).map(tab => (
        <a
          class="tab"
          key={tab.to}
          href={tab.to}
          aria-current={tab.under.test(path.value) ? 'page' : undefined}
        >
          <Icon name={tab.icon} />
          {tab.label}
        </a>
      ))}
    </nav>
  );
}

function tabsOf(role: Role): Tab[] {
  const words = t.value.shell.tabs;
  const home: Tab = { to: '#/', icon: 'home', label: words.home, under: /^$/ };
  const settings: Tab = {
    to: '#/settings',
    icon: 'settings',
    label: words.settings,
    under: /^settings/,
  };
  const figures: Tab = {
    to: '#/figures',
    icon: 'figures',
    label: words.figures,
    under: /^figures/,
  };
  const alliance: Tab = {
    to: '#/alliance',
    icon: 'learn',
    label: words.alliance,
    under: /^alliance/,
  };
  switch (role) {
    case 'coach': {
      const [team] = session.value?.teams ?? [];
      const tabs = [
        home,
        { to: '#/search', icon: 'search', label: words.search, under: /^search/ } as Tab,
      ];
      if (team)
        tabs.push({ to: href('team', team), icon: 'team', label: words.team, under: /^team/ });
      return [...tabs, alliance, settings];
    }
    case 'commissioner':
      return [{ ...figures, under: /^(figures.*)?$/ }, alliance, settings];
    case 'steward':
      return [
        { to: '#/', icon: 'home', label: words.steward, under: /^(steward.*)?$/ },
        figures,
        alliance,
        settings,
      ];
    case 'auditor':
      return [home, figures, settings];
    case 'person':
      return [home, settings];
  }
}
