import { useState } from 'react';
import type { LogFile, LogsDesk } from '../../../shared/bridge/logs';
import { ActionButton } from '../../components/actionButton';
import { DropTarget } from '../../components/dropTarget';
import { Glyph } from '../../components/glyph';
import { Inspector } from '../../components/inspector';
import { RowList } from '../../components/rowList';
import type { RowContent } from '../../components/row';
import type { Ask } from '../../frame/useAsk';
import { useTexts } from '../../useTexts';
import type { DeskTimes } from './deskTimes';
import { FileDetails } from './fileDetails';
import { baseName, counted, isRead, kindAndForm, shareGlyph, shareWords } from './fileWords';
import type { Intake } from './useIntake';
import './logs.css';

/** More files than this wait behind a button. */
const atFirst = 12;

/** The desk, its clock, how files come in, and how a request is sent. */
export interface FilesPaneProps {
  readonly desk: LogsDesk;
  readonly times: DeskTimes;
  readonly intake: Intake;
  readonly ask: Ask['ask'];
  /** Opens the choice of a server. */
  readonly onServer: () => void;
}

/** Every file with what it was recognised as and what it contributed. A file that opens shows its details and its clock. */
export function FilesPane({ desk, times, intake, ask, onServer }: FilesPaneProps) {
  const { t, i18n } = useTexts('logs');
  const [open, setOpen] = useState<string>();
  const [isAll, setAll] = useState(false);
  const cause = desk.findings[0];
  const files = desk.files.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id);
  const shown = isAll ? files : files.slice(0, atFirst);

  const row = (file: LogFile): RowContent => {
    const id = String(file.id);
    return {
      id,
      title: kindAndForm(t, file),
      glyph: <Glyph state={shareGlyph(file, cause)} size={16} label={t(`glyph.${file.share}`)} />,
      detail: (
        <>
          <span className="gw-mono" title={file.name}>
            {baseName(file.name)}
          </span>
          <br />
          {file.refusal === null
            ? shareWords(t, i18n.language, file, cause)
            : `${t(`refusal.${file.refusal}.why`)} ${t(`refusal.${file.refusal}.next`)}`}
        </>
      ),
      ...(open === id && { body: <FileDetails file={file} desk={desk} times={times} ask={ask} /> }),
    };
  };
  return (
    <Inspector label={t('pane.label')} title={t('pane.title')}>
      <p className="gw-caption gw-logs-panenote">
        {t('pane.note', { files: t('files', counted(i18n.language, desk.files.length)) })}
      </p>
      <div className="gw-logs-files">
        <RowList
          label={t('pane.title')}
          rows={shown.map(row)}
          onOpen={(id) => setOpen(open === id ? undefined : id)}
          selected={open}
        />
        {shown.length < files.length && (
          <ActionButton variant="link" onPress={() => setAll(true)}>
            {t('pane.more', { count: files.length - shown.length })}
          </ActionButton>
        )}
      </div>
      <div className="gw-logs-more">
        <DropTarget
          title={t('drop.more')}
          hint={t('drop.moreHint')}
          checking={intake.adding > 0 ? t('drop.adding', { count: intake.adding }) : undefined}
          onFiles={intake.add}
          onBrowse={intake.browse}
        />
        <ActionButton variant="quiet" size="small" onPress={onServer}>
          {t('fromServer.button')}
        </ActionButton>
      </div>
    </Inspector>
  );
}

/** What contributed stands first, what was kept out last. */
const rank = (file: LogFile): number =>
  isRead(file) ? ['cause', 'agrees', 'nothing'].indexOf(file.share) : file.share === 'refused' ? 3 : 4;
