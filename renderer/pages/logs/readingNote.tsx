import type { LogsDesk } from '../../../shared/bridge/logs';
import { Bar } from '../../components/bar';
import { sizeText } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import { counted } from './fileWords';
import './logs.css';

/** How far the reading of the files is. What was found so far stands below it already. */
export function ReadingNote({ desk }: { readonly desk: LogsDesk }) {
  const { t, i18n } = useTexts('logs');
  const size = (bytes: number) => sizeText(i18n.language, bytes);
  const words = t('reading.progress', { done: size(desk.done), total: size(desk.total) });
  return (
    <div className="gw-logs-reading">
      <p className="gw-detail">
        {t('reading.title', { files: t('files', counted(i18n.language, desk.files.length)) })}
      </p>
      <Bar label={t('reading.label')} done={desk.done} total={desk.total} words={words} />
    </div>
  );
}
