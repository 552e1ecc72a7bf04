import type { Virtualizer } from '@tanstack/react-virtual';
import { useTexts } from '../../useTexts';
import { LogRow } from './logRow';
import type { OutputView } from './useOutputView';
import './log.css';

/** What is shown, where its rows stand, whether they wrap (and so must be measured), words to mark, and the hit stood on. */
export type LogLinesProps = {
  view: OutputView;
  virtual: Virtualizer<HTMLDivElement, HTMLDivElement>;
  wrap: boolean;
  words: string;
  here: number | undefined;
};

/**
 * More rows than a screen shows. A row that leaves gives its element to one that comes, so that nothing is built anew; not
 * where rows wrap, since a height is measured when its element is made.
 */
const elements = 256;

/** The rows of the log that are in sight, each at its place in a space as high as all of them. */
export function LogLines({ view, virtual, wrap, words, here }: LogLinesProps) {
  const { t } = useTexts('components');
  const levels = { info: '', warn: t('log.level.warn'), error: t('log.level.error') };
  return (
    <div className="gw-log-space" role="list" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const row = view.rowAt(item.index);
        return (
          row && (
            <LogRow
              key={wrap ? item.key : item.index % elements}
              ref={wrap ? virtual.measureElement : undefined}
              row={row}
              index={item.index}
              set={view.count}
              words={words}
              here={item.index === here}
              level={levels[row.level]}
              style={{ transform: `translateY(${item.start}px)` }}
            />
          )
        );
      })}
    </div>
  );
}
