import { useTexts } from '../../useTexts';
import type { MissingFile } from '../../../shared/checks/rule';
import type { LinkId } from '../../../shared/knowledge/urls';
import { ActionButton } from '../../components/actionButton';
import { linkFor } from '../kit/kitRow';

/** The file that a fix waits for, and what opens the page of Microsoft where it is found. */
export interface FileLinkProps {
  readonly file: MissingFile;
  readonly onOpen: (id: LinkId) => void;
}

/** Leads to the missing file from the row that names it, so that nobody has to search for it. */
export function FileLink({ file, onOpen }: FileLinkProps) {
  const { t } = useTexts();
  const link = linkFor(file);
  return (
    <>
      {' '}
      <ActionButton variant="link" onPress={() => onOpen(link)}>
        {t('kit:open', { page: t(`knowledge:link.${link}`) })}
      </ActionButton>
    </>
  );
}
