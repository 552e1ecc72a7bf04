import { useMemo, useState } from 'react';
import type { LogLine, LogsDesk } from '../../../../shared/bridge/logs';
import { useClient } from '../../../client';
import { CopyButton } from '../../../components/copyButton';
import { Section } from '../../../components/section';
import { useTexts } from '../../../useTexts';
import type { DeskTimes } from '../deskTimes';
import { counted } from '../fileWords';
import { copied } from './copied';
import { Lanes } from './lanes';
import { LineTable } from './lineTable';
import { TimelineTools } from './timelineTools';
import { useAnchor, useLines } from './useLines';
import { useTimeline } from './useTimeline';
import { allLines, useFilter, wantsAll } from './wish';
import './timeline.css';

/** The desk, its clock, and what shows a line in its file. */
export interface TimelineViewProps {
  readonly desk: LogsDesk;
  readonly times: DeskTimes;
  readonly onShow: (line: LogLine) => void;
}

/**
 * All files on one clock: lanes above, and below the lines of the marked time as a table. Who searches, or chooses a level, sees in the
 * table all that was found, at whatever time.
 */
export function TimelineView({ desk, times, onShow }: TimelineViewProps) {
  const { t, i18n } = useTexts('logs');
  const client = useClient();
  const [wish, setWish] = useState(allLines);
  const filter = useFilter(wish);
  const filtered = !wantsAll(wish);
  const timeline = useTimeline(desk);
  const range = timeline === null || filtered ? null : timeline.band;
  const lines = useLines(desk, range, filter);
  const failedAt = desk.failing?.at ?? null;
  const anchor = useAnchor(desk, range, filtered ? null : (timeline?.focus ?? null), filter);
  const isAtFailing = !filtered && failedAt !== null && timeline?.focus === failedAt;
  const led = useMemo(() => {
    const said = isAtFailing ? (desk.findings[0]?.lines ?? []) : [];
    const from = range?.from ?? 0;
    return said
      .filter(({ at }) => at !== null && at < from)
      .toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
      .slice(-2);
  }, [isAtFailing, desk.findings, range?.from]);

  const title = filtered ? 'found' : isAtFailing ? 'around' : timeline === null ? 'allLines' : 'at';
  const note =
    range === null
      ? t('lines', counted(i18n.language, lines.total))
      : t(led.length > 0 ? 'table.rangeLed' : 'table.range', {
          from: times.time(range.from),
          to: times.time(range.to),
        });
  const copy = () => copied(client, { t, locale: i18n.language, desk, times, led, range, filter });
  return (
    <div className="gw-logtime">
      <TimelineTools desk={desk} timeline={timeline} wish={wish} onWish={setWish} found={lines.total} />
      {timeline === null ? (
        <p className="gw-detail gw-logtime-none">{t('timeline.noTimes')}</p>
      ) : (
        <Lanes desk={desk} timeline={timeline} filter={filter} filtered={filtered} times={times} />
      )}
      <Section
        title={t(`table.${title}`)}
        note={note}
        end={<CopyButton label={t('table.copy')} text={copy} />}
      >
        <LineTable desk={desk} lines={lines} led={led} anchor={anchor} times={times} onShow={onShow} />
      </Section>
    </div>
  );
}
