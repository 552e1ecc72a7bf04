import type { Virtualizer } from '@tanstack/react-virtual';
import { LogRow } from './logRow';
import type { OutputView } from './useOutputView';

/** What is shown, where its rows stand, whether they wrap (and so must be measured), and words to mark. */
export type LogLinesProps = {
  view: OutputView;
  virtual: Virtualizer<HTMLDivElement, HTMLDivElement>;
  wrap: boolean;
  words: string;
};

/** The rows of the log that are in sight, each at its place in a space as high as all of them. */
export function LogLines({ view, virtual, wrap, words }: LogLinesProps) {
  return (
    <div className="gw-log-space" role="list" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const row = view.rowAt(item.index);
        return (
          row && (
            <LogRow
              key={item.key}
              ref={wrap ? virtual.measureElement : undefined}
              row={row}
              index={item.index}
              set={view.count}
              words={words}
              style={{ transform: `translateY(${item.start}px)` }}
            />
          )
        );
      })}
    </div>
  );
}
