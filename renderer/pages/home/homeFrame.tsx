import {
  BeakerRegular,
  BoxRegular,
  DocumentTextRegular,
  ServerRegular,
  SettingsRegular,
} from '@fluentui/react-icons';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../useTexts';
import { ActionButton } from '../../components/actionButton';
import { NavList } from '../../components/navList';
import { PageHeader } from '../../components/pageHeader';
import { Sheet } from '../../components/sheet';
import { WindowFrame } from '../../components/windowFrame';
import { useSession } from '../../mirror';
import type { Place } from '../../frame/place';
import { CodeSearchButton } from '../../frame/codes/codeSearch';
import { moveRegion } from '../../frame/regions';
import { useKeys } from '../../frame/useKeys';
import { Notices } from './notices';

// Fluent's drawer and fields are large, and few people open the settings.
const SettingsDrawer = lazy(() =>
  import('./settingsDrawer').then((file) => ({ default: file.SettingsDrawer })),
);

/** A page outside the wizard: which place it is, its head and its content. */
export interface HomeFrameProps {
  readonly current: 'home' | 'kits' | 'logs' | 'practice';
  readonly title: string;
  readonly lead: string;
  readonly welcome?: boolean;
  readonly tools?: ReactNode;
  /** Above everything: that the server of this page is a practice server. */
  readonly banner?: ReactNode;
  readonly inspector?: ReactNode;
  readonly footer?: ReactNode;
  readonly go: (place: Place) => void;
  readonly children: ReactNode;
}

const places: Readonly<Record<string, Place>> = {
  kits: { kind: 'kits', view: 'kits' },
  logs: { kind: 'logs', view: 'cause' },
  practice: { kind: 'practice' },
};

/** The window around the lists of servers: places at the left, settings at their foot, notices above the content. */
export function HomeFrame(props: HomeFrameProps) {
  const { current, title, lead, welcome, tools, banner, go, children } = props;
  const { t } = useTexts();
  const practiceCount = useSession(
    ({ targets }) => targets.filter(({ target }) => target.kind === 'practice').length,
  );
  const fileCount = useSession(({ libraries }) => libraries.real.length);
  const kitCount = useSession(({ sites }) => sites.known.length);
  const incomplete = useSession(({ sites }) => sites.known.filter(({ missing }) => missing > 0).length);
  const logCount = useSession(({ logs }) => logs.files.length);
  const realCount = useSession(({ targets }) => targets.length) - practiceCount;
  const heading = useRef<HTMLHeadingElement>(null);
  const [settings, setSettings] = useState<'unopened' | 'open' | 'closed'>('unopened');

  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    document.title = t('frame:page.homeWindow', { title });
  }, [t, title]);
  useKeys({
    F6: () => moveRegion(1),
    'Shift+F6': () => moveRegion(-1),
    'Control+,': () => setSettings('open'),
  });

  return (
    <WindowFrame
      title={t('frame:app')}
      tools={<CodeSearchButton />}
      banner={banner}
      rail={
        <NavList
          label={t('home:nav.label')}
          current={current}
          onOpen={(id) => go(places[id] ?? { kind: 'home' })}
          items={[
            {
              id: 'home',
              icon: <ServerRegular aria-hidden />,
              name: t('home:nav.servers'),
              status: t('home:nav.serverCount', { count: realCount }),
            },
            {
              id: 'kits',
              icon: <BoxRegular aria-hidden />,
              name: t('home:nav.kits'),
              status:
                kitCount === 0
                  ? t('home:nav.fileCount', { count: fileCount })
                  : incomplete === 0
                    ? t('home:nav.kitCount', { count: kitCount })
                    : t('home:nav.kitsIncomplete', {
                        kits: t('home:nav.kitCount', { count: kitCount }),
                        count: incomplete,
                      }),
            },
            {
              id: 'logs',
              icon: <DocumentTextRegular aria-hidden />,
              name: t('home:nav.logs'),
              status: t('home:nav.logCount', { count: logCount }),
            },
            {
              id: 'practice',
              icon: <BeakerRegular aria-hidden />,
              name: t('home:nav.practice'),
              status: t('home:nav.practiceCount', { count: practiceCount }),
            },
          ]}
          foot={
            <ActionButton
              variant="quiet"
              icon={<SettingsRegular aria-hidden />}
              keys="Control+,"
              onPress={() => setSettings('open')}
            >
              {t('frame:settings.open')}
            </ActionButton>
          }
        />
      }
    >
      <Sheet
        header={<PageHeader title={title} titleRef={heading} lead={lead} welcome={welcome} tools={tools} />}
        inspector={props.inspector}
        footer={props.footer}
      >
        <Notices />
        {children}
      </Sheet>
      {settings !== 'unopened' && (
        <Suspense>
          <SettingsDrawer open={settings === 'open'} onClose={() => setSettings('closed')} />
        </Suspense>
      )}
    </WindowFrame>
  );
}
