import type { LogsDesk } from '../../../shared/bridge/logs';
import { sizeText } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import { counted } from './fileWords';
import '../../components/bar.css';
import './logs.css';

/** How far the reading of the files is. What was found so far stands below it already. */
export function ReadingNote({ desk }: { readonly desk: LogsDesk }) {
  const { t, i18n } = useTexts('logs');
  const size = (bytes: number) => sizeText(i18n.language, bytes);
  const words = t('reading.progress', { done: size(desk.done), total: size(desk.total) });
  const share = desk.total === 0 ? 0 : Math.min(100, (desk.done / desk.total) * 100);
  return (
    <div className="gw-logs-reading">
      <p className="gw-detail">
        {t('reading.title', { files: t('files', counted(i18n.language, desk.files.length)) })}
      </p>
      <div
        className="gw-bar"
        role="progressbar"
        aria-label={t('reading.label')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share)}
        aria-valuetext={words}
      >
        <div className="gw-bar-fill" style={{ width: `${share}%` }} />
      </div>
      <p className="gw-caption gw-numbers">{words}</p>
    </div>
  );
}
