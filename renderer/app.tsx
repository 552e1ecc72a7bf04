import { FluentProvider } from '@fluentui/react-components';
import { Suspense, useEffect } from 'react';
import { AnnouncerProvider } from './announcer';
import { DoorProvider, type Door } from './client';
import { chooseLanguage, setLanguage } from './i18n';
import { useSession } from './mirror';
import { HomePage } from './pages/home/homePage';
import {
  AddServerPage,
  BuildPage,
  fetchLaterPages,
  HandOffPage,
  KitsPage,
  LibraryPage,
  LogsPage,
  OverviewPage,
  PracticePage,
  ResultsPage,
  SeveralPage,
  ToolFolderPage,
  Wizard,
} from './laterPages';
import { CodeSearch, fetchCodePalette } from './frame/codes/codeSearch';
import { usePlace, type OpenServer } from './frame/place';
import { useTheme } from './theme';

/** The client and what main said of itself. */
export interface AppProps {
  readonly door: Door;
}

/** The app: theme and language from the settings, then the place that is open. */
export function App({ door }: AppProps) {
  const settings = useSession((session) => session.settings);
  const [place, go] = usePlace();
  // The server that is open and no other: what changes elsewhere leaves this page alone.
  const view = useSession(({ targets }) =>
    'targetId' in place ? targets.find(({ target }) => target.id === place.targetId) : undefined,
  );
  const theme = useTheme(settings.theme);
  const { locale } = settings;

  useEffect(() => {
    // The texts are files of the app. If they cannot be read, there are no words to say so.
    void setLanguage(locale === 'system' ? chooseLanguage([door.hello.locale]) : locale);
  }, [locale, door.hello.locale]);
  useEffect(() => {
    const waiting = requestIdleCallback(() => {
      fetchLaterPages();
      fetchCodePalette();
    });
    return () => cancelIdleCallback(waiting);
  }, []);

  const open: OpenServer = (targetId, where) =>
    go(
      where === 'overview'
        ? { kind: where, targetId }
        : { kind: 'server', targetId, journey: where ?? 'onboard', step: null },
    );
  const nav = { go, open };
  return (
    <FluentProvider theme={theme} className="gw-app">
      <DoorProvider value={door}>
        <AnnouncerProvider place={'targetId' in place ? place.targetId : place.kind}>
          <CodeSearch view={view} go={go}>
            <Suspense>
              {place.kind === 'server' && view !== undefined ? (
                <Wizard
                  key={`${place.targetId}/${place.journey}`}
                  view={view}
                  journey={place.journey}
                  step={place.step}
                  go={go}
                />
              ) : place.kind === 'overview' && view !== undefined ? (
                <OverviewPage key={place.targetId} view={view} go={go} />
              ) : place.kind === 'practice' ? (
                <PracticePage {...nav} />
              ) : place.kind === 'kits' ? (
                place.view === 'library' ? (
                  <LibraryPage {...nav} />
                ) : place.view === 'build' ? (
                  <BuildPage go={go} />
                ) : place.view === 'toolFolder' ? (
                  <ToolFolderPage go={go} />
                ) : (
                  <KitsPage go={go} />
                )
              ) : place.kind === 'logs' ? (
                <LogsPage {...nav} view={place.view} />
              ) : place.kind === 'several' ? (
                <SeveralPage {...nav} practice={place.practice} />
              ) : place.kind === 'handoff' ? (
                <HandOffPage {...nav} key={place.of} of={place.of} />
              ) : place.kind === 'results' ? (
                <ResultsPage {...nav} practice={place.practice} />
              ) : place.kind === 'add' ? (
                <AddServerPage {...nav} />
              ) : (
                <HomePage {...nav} />
              )}
            </Suspense>
          </CodeSearch>
        </AnnouncerProvider>
      </DoorProvider>
    </FluentProvider>
  );
}
