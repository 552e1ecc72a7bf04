import { useTranslation } from 'react-i18next';
import type { OperationName } from '../../../shared/operations';
import { CodeView } from '../../components/codeView';
import { Drawer } from '../../components/drawer';
import { FailureNote } from './failureNote';
import { useScript } from './useScript';

/** The operations whose scripts are shown, in the order in which they run. */
export interface PowershellDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly operations: readonly OperationName[];
}

/** Shows exactly what runs: each script with its SHA-256, as it is pinned in this version. */
export function PowershellDrawer({ open, onClose, operations }: PowershellDrawerProps) {
  const { t } = useTranslation('shell');
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t('powershell.title')}
      lead={t('powershell.lead', { count: operations.length })}
    >
      {open && operations.map((operation) => <Script key={operation} operation={operation} />)}
    </Drawer>
  );
}

function Script({ operation }: { operation: OperationName }) {
  const { t } = useTranslation('shell');
  const { script, failure } = useScript(operation);
  if (failure !== null) return <FailureNote failure={failure} />;
  if (script === undefined) return <p className="gw-caption">{t('powershell.fetching', { operation })}</p>;
  return (
    <CodeView
      title={`${operation}.ps1`}
      code={script.text}
      hash={t('powershell.hash', { sha256: script.sha256 })}
    />
  );
}
