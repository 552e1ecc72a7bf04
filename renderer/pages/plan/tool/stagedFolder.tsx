import { useId, useState } from 'react';
import { stagedFolderSchema } from '../../../../shared/model/deploymentTool';
import { ActionButton } from '../../../components/actionButton';
import { useTexts } from '../../../useTexts';
import '../../../components/field.css';
import './tool.css';

/** The folder that is kept, and what is done with another one (null: none). */
export interface StagedFolderProps {
  readonly first: string | null;
  readonly onKeep: (folder: string | null) => void;
}

/** The folder with the downloaded files of the tool, as the server sees it. Until its button is pressed nothing is kept. */
export function StagedFolder({ first, onKeep }: StagedFolderProps) {
  const { t } = useTexts('deployment');
  const field = useId();
  const says = useId();
  const [text, setText] = useState(first ?? '');
  const typed = text.trim().replace(/\\$/, '');
  const folder = typed === '' ? null : (stagedFolderSchema.safeParse(typed).data ?? undefined);
  return (
    <div className="gw-tool-source">
      <label htmlFor={field}>{t('source.name')}</label>
      <span className="gw-tool-typed">
        <span className="gw-field">
          <input
            id={field}
            value={text}
            autoComplete="off"
            spellCheck={false}
            aria-describedby={says}
            aria-invalid={folder === undefined}
            onChange={(event) => setText(event.target.value)}
          />
        </span>
        <ActionButton
          size="small"
          notYet={folder === undefined || folder === first}
          describedBy={says}
          onPress={() => folder !== undefined && onKeep(folder)}
        >
          {t('source.keep')}
        </ActionButton>
      </span>
      <span id={says} className="gw-caption">
        {folder === undefined ? t('source.wrong') : t('source.detail')}
      </span>
    </div>
  );
}
