import type { LogFile, LogLine } from '../../../shared/bridge/logs';
import { useTexts } from '../../useTexts';
import { visibleText } from '../../components/visibleText';
import type { DeskTimes } from './deskTimes';
import { baseName, counted, hasEvents } from './fileWords';
import type { Place } from './textDrawer';
import './logs.css';

/** Lines of a finding, the files they are of, the line at which it failed, and what shows a line in its file. */
export interface SaidLinesProps {
  readonly lines: readonly LogLine[];
  readonly files: readonly LogFile[];
  readonly failing: Place | null;
  readonly times: DeskTimes;
  readonly onShow: (place: Place) => void;
}

/** Lines that say a cause, by the file they stand in. The number of each opens it in its file. */
export function SaidLines({ lines, files, failing, times, onShow }: SaidLinesProps) {
  const { t, i18n } = useTexts('logs');
  const groups = [...new Set(lines.map(({ file }) => file))].flatMap((id) => {
    const file = files.find((one) => one.id === id);
    return file === undefined ? [] : [{ file, own: lines.filter((line) => line.file === id) }];
  });
  return (
    <div className="gw-said">
      {groups.map(({ file, own }) => {
        const name = baseName(file.name);
        return (
          <section key={file.id} aria-label={t('lines.group', { kind: t(`kind.${file.kind}`), name })}>
            <p className="gw-said-file">
              {t(`kind.${file.kind}`)}, <span>{name}</span>
            </p>
            <ol>
              {own.map((line) => {
                const { number } = counted(i18n.language, line.line);
                const isFailing = failing?.file === line.file && failing.line === line.line;
                return (
                  <li
                    key={line.line}
                    className={`gw-said-line gw-mono ${isFailing ? 'gw-said-failing' : ''}`}
                  >
                    <button
                      type="button"
                      className="gw-said-number"
                      aria-label={t(hasEvents(file) ? 'lines.showEvent' : 'lines.showLine', { number, name })}
                      onClick={() => onShow(line)}
                    >
                      {number}
                    </button>
                    <span className="gw-said-time">{line.at === null ? '' : times.time(line.at)}</span>
                    <span className="gw-said-text" lang="en">
                      {line.event === null ? '' : `${line.event} `}
                      {visibleText(line.text)}
                    </span>
                    {isFailing && <span className="gw-hidden">{t('table.failing')}</span>}
                  </li>
                );
              })}
            </ol>
          </section>
        );
      })}
    </div>
  );
}
