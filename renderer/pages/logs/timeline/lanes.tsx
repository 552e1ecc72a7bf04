import {
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import type { LogFile, LogSpan, LogsDesk } from '../../../../shared/bridge/logs';
import { useAnnouncer } from '../../../announcer';
import { Glyph } from '../../../components/glyph';
import { useTexts } from '../../../useTexts';
import type { DeskTimes } from '../deskTimes';
import { counted, isRead, sourceName } from '../fileWords';
import { axisOf, type Axis } from './axis';
import { Lane } from './lane';
import { lengthOf } from './stretch';
import { useCounts } from './useCounts';
import type { Timeline } from './useTimeline';
import { useWidth } from './useWidth';
import type { Filter } from './wish';
import './timeline.css';

/** A turn of the wheel (px) that doubles or halves the time shown. */
const doubling = 400;
/** A pointer that moved less than this (px) has pressed, not dragged. */
const still = 4;
/** The least room (px) for the words of a moment above the lanes. */
const axisApart = 110;
/** Half the width of such words. */
const axisRoom = 34;
const failedRoom = 46;

/** The desk, what its timeline shows, the filter (`filtered`: it leaves lines out), and the clock. */
export interface LanesProps {
  readonly desk: LogsDesk;
  readonly timeline: Timeline;
  readonly filter: Filter;
  readonly filtered: boolean;
  readonly times: DeskTimes;
}

/** One lane for each file, on one clock: the wheel, the buttons and the keyboard change what is shown; a press marks a moment. */
export function Lanes({ desk, timeline, filter, filtered, times }: LanesProps) {
  const { t, i18n } = useTexts('logs');
  const { say } = useAnnouncer();
  const { files, spans, failing, zone } = desk;
  const { shown, whole, band } = timeline;
  const tracks = useRef<HTMLDivElement>(null);
  const howId = useId();
  const width = useWidth(tracks);
  const counts = useCounts(desk, shown, whole, width, filter);
  const lanes = useMemo(() => inOrder(files), [files]);
  const spansOf = useMemo(() => bySpans(spans), [spans]);
  const axis = axisOf(shown, width, zone.offsetMinutes, axisApart);
  const percent = (at: number) => `${((at - shown.from) / lengthOf(shown)) * 100}%`;
  const failedAt = failing?.at ?? null;
  const showsFailing = failedAt !== null && failedAt >= shown.from && failedAt <= shown.to;

  const atOf = (clientX: number): number => {
    const box = tracks.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return timeline.focus;
    return shown.from + ((clientX - box.left) / box.width) * lengthOf(shown);
  };
  // A wheel that zooms must keep the page still, and React listens for it in a way that cannot. The browser gives one of
  // these events a frame, so each may draw.
  const turn = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      timeline.pan((event.deltaX + event.deltaY) / 1000);
    else timeline.zoom(2 ** (event.deltaY / doubling), atOf(event.clientX));
  });
  useEffect(() => {
    const { current } = tracks;
    current?.addEventListener('wheel', turn, { passive: false });
    return () => current?.removeEventListener('wheel', turn);
  }, []);

  const drag = useRef<{ x: number; moved: boolean }>(undefined);
  const onPointerDown = (event: PointerEvent) => {
    if (event.button === 0) drag.current = { x: event.clientX, moved: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const from = drag.current;
    if (from === undefined || width === 0) return;
    const by = event.clientX - from.x;
    if (!from.moved && Math.abs(by) < still) return;
    if (!from.moved) event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, moved: true };
    timeline.pan(-by / width);
  };
  const onPointerUp = (event: PointerEvent) => {
    if (drag.current?.moved === false) timeline.mark(atOf(event.clientX));
    drag.current = undefined;
  };

  const keys: Readonly<Record<string, () => void>> = {
    '+': timeline.zoomIn,
    '=': timeline.zoomIn,
    '-': timeline.zoomOut,
    ArrowLeft: () => timeline.step(-1),
    ArrowRight: () => timeline.step(1),
    Home: timeline.toFailing,
    End: timeline.showAll,
  };
  const spoke = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    spoke.current = true;
    act();
  };
  const said = t('timeline.shown', { from: times.time(shown.from), to: times.time(shown.to) });
  useEffect(() => {
    // Only what a key did is spoken: the wheel would speak without an end.
    if (spoke.current) say(said);
    spoke.current = false;
  }, [say, said]);

  return (
    <div
      className="gw-loglanes"
      role="region"
      tabIndex={0}
      aria-label={t('timeline.lanes')}
      aria-describedby={howId}
      onKeyDown={onKeyDown}
    >
      <p className="gw-hidden" id={howId}>
        {t('timeline.lanesHow')}
      </p>
      <div className="gw-loglanes-axis" aria-hidden>
        {axis.at.filter(hasRoom).map((at) => (
          <span key={at} className="gw-loglanes-moment" style={{ left: percent(at) }}>
            {axisWords(at, axis.fine)}
          </span>
        ))}
        {showsFailing && (
          <span
            className="gw-loglanes-failed"
            style={{ left: `clamp(${failedRoom}px, ${percent(failedAt)}, 100% - ${failedRoom}px)` }}
          >
            <Glyph state="stopped" size={14} />
            {times.time(failedAt)}
          </span>
        )}
      </div>
      <ul className="gw-loglanes-names">
        {lanes.map((file) => (
          <li key={file.id}>
            <span className="gw-loglanes-name" title={file.name}>
              {sourceName(t, file, files)}
            </span>
            {isRead(file) && <span className="gw-caption">{counted(i18n.language, file.lines).number}</span>}
            <span className="gw-hidden">{laneSays(file)}</span>
          </li>
        ))}
      </ul>
      <div
        className="gw-loglanes-tracks"
        ref={tracks}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
      >
        {!filtered && (
          <div
            className="gw-loglanes-band"
            style={{ left: percent(band.from), width: `${(lengthOf(band) / lengthOf(shown)) * 100}%` }}
          />
        )}
        {lanes.map((file) => (
          <Lane
            key={file.id}
            file={file}
            spans={spansOf.get(file.id) ?? none}
            counts={counts?.lanes.get(file.id)}
            counted={counts?.stretch}
            shown={shown}
            width={width}
            ticks={filtered}
            without={withoutTimes(file)}
          />
        ))}
        {showsFailing && <div className="gw-loglanes-line" style={{ left: percent(failedAt) }} />}
      </div>
    </div>
  );

  /** Whether the words of a moment are whole, and not under those of the failing moment. */
  function hasRoom(at: number): boolean {
    const x = ((at - shown.from) / lengthOf(shown)) * width;
    const failed = showsFailing ? ((failedAt - shown.from) / lengthOf(shown)) * width : -Infinity;
    return x > axisRoom && x < width - axisRoom && Math.abs(x - failed) > 2.4 * axisRoom;
  }
  function axisWords(at: number, fine: Axis['fine']): string {
    const isMidnight = times.time(at) === '00:00:00';
    if (fine === 'days' || isMidnight) return times.day(at);
    return fine === 'seconds' ? times.time(at) : times.short(at);
  }
  function withoutTimes(file: LogFile): string | null {
    if (file.share === 'unknown') return t('timeline.laneUnknown');
    return file.from === null ? t('timeline.laneTimeless') : null;
  }
  function laneSays(file: LogFile): string {
    const without = withoutTimes(file);
    if (without !== null || file.from === null || file.to === null) return without ?? '';
    return [
      t('errors', counted(i18n.language, file.errors)),
      t('warnings', counted(i18n.language, file.warnings)),
      t('timeline.laneSays', { from: times.time(file.from), to: times.time(file.to) }),
    ].join(', ');
  }
}

const none: readonly LogSpan[] = [];

/** The lanes from above: by when their file begins, then what has no times, then what is not known. Refused files have none. */
function inOrder(files: readonly LogFile[]): readonly LogFile[] {
  const rank = (file: LogFile) => (isRead(file) ? (file.from ?? Number.MAX_SAFE_INTEGER - 1) : Infinity);
  return files
    .filter(({ share }) => share !== 'refused')
    .toSorted((a, b) => rank(a) - rank(b) || a.id - b.id);
}

function bySpans(spans: readonly LogSpan[]): ReadonlyMap<number, readonly LogSpan[]> {
  const found = new Map<number, LogSpan[]>();
  for (const span of spans) found.set(span.file, [...(found.get(span.file) ?? []), span]);
  return found;
}
