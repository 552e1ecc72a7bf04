import type { Between } from '../../../shared/locales/keys';
import { ArrowDownRegular } from '@fluentui/react-icons';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTexts } from '../../useTexts';
import type { OutputLine, OutputWish } from '../../../shared/bridge/output';
import { ActionButton } from '../../components/actionButton';
import { linesText } from './lineText';
import { LogBar } from './logBar';
import { LogLines } from './logLines';
import { createOutputRing, type OutputRing } from './outputRing';
import type { OutputSearch } from './outputSearch';
import { useHitWalk } from './useHitWalk';
import { useLogScroll } from './useLogScroll';
import { useOlderHits } from './useOlderHits';
import { useOutputView } from './useOutputView';
import '../../components/sheet.css';
import './log.css';

/**
 * The ring to show and the name of the region. `loadOlder` fetches lines before a `seq` that the ring no
 * longer holds, `search` looks for words in all that the run wrote; `onOpenAsText` opens the whole output as a plain text; `onCopy` replaces the clipboard.
 */
export type LogViewProps = {
  ring: OutputRing;
  label: string;
  loadOlder?: (beforeSeq: number) => Promise<readonly OutputLine[]>;
  search?: OutputSearch;
  onOpenAsText?: () => void;
  onCopy?: (text: string) => void;
};

const everything: OutputWish = { level: 'all', words: '' };
const noLines = createOutputRing();

/** The live output: follows the newest line, can be searched, paused, wrapped and copied. Not a live region. */
export function LogView({ ring, label, loadOlder, search, onOpenAsText, onCopy }: LogViewProps) {
  const { t, i18n } = useTexts('components');
  const summaryId = useId();
  const field = useRef<HTMLInputElement>(null);
  const loading = useRef(false);
  const [wish, setWish] = useState(everything);
  const [wrap, setWrap] = useState(false);
  const [paused, setPaused] = useState<{ end: number; all: number }>();
  const matching = useOutputView(ring, wish, paused?.end);
  const earlier = useOlderHits(ring, wish, search);
  const walk = useHitWalk(ring, matching, earlier, search);
  const { place } = walk;
  const around = useOutputView(place?.ring ?? noLines, everything, undefined);
  const [shown, view] = place ? [place.ring, around] : [ring, matching];

  const older = () => {
    if (loading.current || !loadOlder || shown.firstSeq === 0) return;
    loading.current = true;
    loadOlder(shown.firstSeq)
      .then((lines) => shown.prepend(lines))
      // Nothing is lost when it fails: the next move to the top asks again, and the whole text is a file.
      .catch(() => undefined)
      .finally(() => (loading.current = false));
  };
  const scroll = useLogScroll(shown, view, older, place);
  const { scroller, virtual } = scroll;

  const format = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const counted = (key: `log.${Between<'components:log.'>}`, count: number) =>
    t(key, { count, number: format(count) });
  const pause = () => setPaused(paused ? undefined : { end: ring.end, all: ring.counts.all });
  const change = (next: OutputWish) => {
    walk.leave();
    setWish(next);
  };
  const toHit = (step: 1 | -1) => {
    scroll.leave();
    walk.go(step);
  };
  const toNewest = () => {
    setPaused(undefined);
    walk.leave();
    scroll.follow();
  };

  useEffect(() => {
    const find = (event: globalThis.KeyboardEvent) => {
      const isFind = event.ctrlKey && !event.shiftKey && event.key.toLowerCase() === 'f';
      const isWalk = event.key === 'F3' && !event.ctrlKey;
      if (event.altKey || !(isFind || isWalk)) return;
      event.preventDefault();
      if (isWalk && field.current?.value.trim() !== '') {
        toHit(event.shiftKey ? -1 : 1);
        return;
      }
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', find);
    return () => window.removeEventListener('keydown', find);
  });

  useEffect(() => virtual.measure(), [virtual, wrap]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const acts: Record<string, () => void> = { End: toNewest, Home: scroll.toTop, p: pause, P: pause };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const summary = [
    counted('log.lines', ring.counts.all),
    ring.counts.warn > 0 && counted('log.warnings', ring.counts.warn),
    ring.counts.error > 0 && counted('log.errors', ring.counts.error),
  ]
    .filter(Boolean)
    .join(', ');
  const found = place
    ? t('log.hit', { number: format(walk.number), total: format(walk.count) })
    : counted('log.matches', walk.count);
  const said = {
    none: found,
    all: found,
    searching: t('log.older.searching', { found }),
    some: t('log.older.some', { found }),
    failed: t('log.older.failed', { found }),
  };
  const matched = matching.complete ? said[earlier.state] : t('log.searching');

  return (
    <div className="gw-log gw-fill">
      <LogBar
        wish={wish}
        onWish={change}
        counts={ring.counts}
        found={matched}
        onWalk={search && toHit}
        paused={paused !== undefined}
        onPause={pause}
        wrap={wrap}
        onWrap={() => setWrap(!wrap)}
        text={() =>
          linesText(Array.from({ length: view.count }, (_, index) => view.rowAt(index) ?? []).flat())
        }
        onCopy={onCopy}
        onOpenAsText={onOpenAsText}
        onLeaveSearch={() => scroller.current?.focus()}
        searchRef={field}
      />
      <div className={`gw-log-frame ${wrap ? 'gw-log-wrap' : ''}`}>
        <div
          ref={scroller}
          className="gw-log-lines"
          role="region"
          tabIndex={0}
          aria-label={label}
          aria-describedby={summaryId}
          onScroll={scroll.onScroll}
          onKeyDown={onKeyDown}
        >
          {view.count > 0 && (
            <LogLines
              view={view}
              virtual={virtual}
              wrap={wrap}
              words={wish.words}
              here={place && view.indexOf(place.position)}
            />
          )}
        </div>
        {view.count === 0 && view.complete && (
          <div className="gw-log-empty">
            <span>{t(view.filtered ? 'log.noMatch' : 'log.empty')}</span>
            {view.filtered && (
              <ActionButton variant="link" onPress={() => change(everything)}>
                {t('log.showAll')}
              </ActionButton>
            )}
          </div>
        )}
        {place && (
          <div className="gw-log-newer">
            <ActionButton icon={<ArrowDownRegular aria-hidden />} onPress={toNewest}>
              {t('log.back', {
                from: format(shown.firstSeq + 1),
                to: format((shown.at(shown.end - 1)?.seq ?? 0) + 1),
              })}
            </ActionButton>
          </div>
        )}
        {!place && (paused !== undefined || (!scroll.following && scroll.newer > 0)) && (
          <div className="gw-log-newer">
            <ActionButton icon={<ArrowDownRegular aria-hidden />} onPress={toNewest}>
              {paused
                ? counted('log.waiting', ring.counts.all - paused.all)
                : counted('log.newer', scroll.newer)}
            </ActionButton>
          </div>
        )}
      </div>
      <span className="gw-hidden" id={summaryId}>
        {summary}
      </span>
    </div>
  );
}
