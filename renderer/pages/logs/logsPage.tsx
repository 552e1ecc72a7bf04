import { QuestionCircleRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { LogsDesk } from '../../../shared/bridge/logs';
import { useAnnouncer } from '../../announcer';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { useFileDrag } from '../../components/fileDrag';
import { Footer } from '../../components/footer';
import { LedgerLine } from '../../components/ledgerLine';
import { Note } from '../../components/note';
import { Toolbar } from '../../components/toolbar';
import { ViewSwitch } from '../../components/viewSwitch';
import { BundleButton } from '../../frame/bundle/bundleButton';
import { ExplainDrawer } from '../../frame/drawers/explainDrawer';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { useKeys } from '../../frame/useKeys';
import type { OpenServer, Place as WindowPlace } from '../../frame/place';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import { HomeFrame } from '../home/homeFrame';
import { CauseView } from './causeView';
import { useDeskTimes, type DeskTimes } from './deskTimes';
import { EmptyDesk } from './emptyDesk';
import { FilesPane } from './filesPane';
import { computersOf, counted, isRead } from './fileWords';
import { FromServer } from './fromServer';
import { ReadingNote } from './readingNote';
import { forgetAside } from './setAside';
import { TextDrawer, type Place } from './textDrawer';
import { TimelineView } from './timeline/timelineView';
import { wholeOf } from './timeline/stretch';
import { useIntake } from './useIntake';
import './logs.css';

/** Which of the two views is open, and the ways to other places. */
export interface LogsPageProps {
  readonly view: 'cause' | 'timeline';
  readonly go: (place: WindowPlace) => void;
  readonly open: OpenServer;
}

/** Logs without a server: what they say went wrong, and all of them on one timeline. */
export function LogsPage({ view, go, open }: LogsPageProps) {
  const { t, i18n } = useTexts('logs');
  const client = useClient();
  const { say } = useAnnouncer();
  const desk = useSession((session) => session.logs);
  const times = useDeskTimes(desk.zone.offsetMinutes);
  const { ask, failure } = useAsk();
  const intake = useIntake(ask);
  const [layer, setLayer] = useState<Place | null>(null);
  const [asksServer, setAsksServer] = useState(false);
  const [explained, setExplained] = useState(false);
  const onServer = () => setAsksServer(true);
  const { state } = desk;
  const isEmpty = state === 'empty';
  const isTimeline = view === 'timeline' && !isEmpty;
  const shownFile = desk.files.find(({ id }) => id === layer?.file);

  const said =
    state === 'read'
      ? t('read.spoken', {
          files: t('files', counted(i18n.language, desk.files.length)),
          found: t('read.found', { count: desk.findings.length }),
        })
      : '';
  useEffect(() => {
    if (said !== '') say(said);
  }, [say, said]);
  useEffect(() => {
    if (isEmpty) forgetAside();
  }, [isEmpty]);

  useKeys({ F1: () => setExplained(true) });

  const close = () => void ask(() => client.closeLogs({}));
  return (
    <HomeFrame
      current="logs"
      title={t('title')}
      lead={useLead(desk, times)}
      tools={
        <>
          {!isEmpty && (
            <ViewSwitch
              label={t('view.label')}
              views={(['cause', 'timeline'] as const).map((id) => ({ id, name: t(`view.${id}`) }))}
              current={view}
              onOpen={(id) => go({ kind: 'logs', view: id })}
            />
          )}
          <Toolbar label={t('components:tools')}>
            {state === 'read' && <BundleButton subject={{ kind: 'logs', files: desk.files }} />}
            <ActionButton
              variant="quiet"
              icon={<QuestionCircleRegular aria-hidden />}
              keys="F1"
              onPress={() => setExplained(true)}
            >
              {t('explain:button')}
            </ActionButton>
          </Toolbar>
        </>
      }
      inspector={
        isEmpty || isTimeline ? undefined : (
          <FilesPane desk={desk} times={times} intake={intake} ask={ask} onServer={onServer} />
        )
      }
      footer={
        <Footer
          ledger={<LedgerLine changed={false}>{useLedger(desk, times, isTimeline)}</LedgerLine>}
          secondary={!isEmpty && <ActionButton onPress={close}>{t('footer.close')}</ActionButton>}
        />
      }
      go={go}
    >
      {failure !== null && <FailureNote failure={failure} />}
      {state === 'reading' && <ReadingNote desk={desk} />}
      {isEmpty ? (
        <EmptyDesk intake={intake} ask={ask} onServer={onServer} />
      ) : isTimeline ? (
        <>
          <DropAnywhere onFiles={intake.add} />
          <TimelineView desk={desk} times={times} onShow={setLayer} />
        </>
      ) : (
        <CauseView
          desk={desk}
          times={times}
          onShow={setLayer}
          onTimeline={() => go({ kind: 'logs', view: 'timeline' })}
          onServer={(targetId) => open(targetId, 'overview')}
        />
      )}
      {intake.chooser}
      {explained && <ExplainDrawer open onClose={() => setExplained(false)} page="logs" />}
      {asksServer && <FromServer onClose={() => setAsksServer(false)} />}
      {shownFile !== undefined && layer !== null && (
        <TextDrawer
          key={`${layer.file}/${layer.line}`}
          file={shownFile}
          line={layer.line}
          onClose={() => setLayer(null)}
        />
      )}
    </HomeFrame>
  );
}

/** The timeline has no drop area of its own: files dropped anywhere in the window come in all the same. */
function DropAnywhere({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const { t } = useTexts('components');
  const over = useFileDrag(onFiles);
  return over === undefined ? null : <Note>{t('drop.over', { count: over })}</Note>;
}

/** What is open: how many files, of which computer, of when. */
function useLead(desk: LogsDesk, times: DeskTimes): string {
  const { t, i18n } = useTexts('logs');
  if (desk.state === 'empty') return t('lead.empty');
  const files = t('files', counted(i18n.language, desk.files.length));
  if (desk.state === 'reading') return t('lead.reading', { files });
  const computers = computersOf(desk);
  const where = computers.length > 1 ? t('computers', { count: computers.length }) : computers[0];
  const ends = desk.files.filter(isRead);
  const [from, to] = [
    Math.min(...ends.flatMap(({ from: at }) => at ?? [])),
    Math.max(...ends.flatMap(({ to: at }) => at ?? [])),
  ];
  const when =
    wholeOf(ends) === null
      ? undefined
      : times.isSameDay(from, to)
        ? t('sameDay', { day: times.day(from), from: times.short(from), to: times.short(to) })
        : t('days', { from: times.dayAndTime(from), to: times.dayAndTime(to) });
  if (where !== undefined && when !== undefined) return t('lead.fromTimed', { files, where, when });
  if (where !== undefined) return t('lead.from', { files, where });
  return when === undefined ? t('lead.plain', { files }) : t('lead.timed', { files, when });
}

/** What was done with the files: read, and nothing else. On the timeline, the clock that all times are set to. */
function useLedger({ state, zone }: LogsDesk, times: DeskTimes, isTimeline: boolean): string {
  const { t } = useTexts('logs');
  if (isTimeline)
    return zone.of === null
      ? t('footer.zone', { zone: times.zone })
      : t('footer.zoneOf', { zone: times.zone, computer: zone.of });
  return t(state === 'empty' ? 'footer.empty' : 'footer.noServer');
}
