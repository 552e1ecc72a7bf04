import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../useTexts';
import type { OperationName } from '../../../shared/model/operations';
import { CodeView } from '../../components/codeView';
import { Drawer } from '../../components/drawer';
import { useClient } from '../../client';
import { useAsk } from '../useAsk';
import { FailureNote } from '../failureNote';

/** The operations whose scripts are shown, in the order in which they run, and the one at which the drawer opens. */
export interface PowershellDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly operations: readonly OperationName[];
  readonly at?: OperationName;
}

/** Shows exactly what runs: each script with its SHA-256, as it is pinned in this version. */
export function PowershellDrawer({ open, onClose, operations, at }: PowershellDrawerProps) {
  const { t } = useTexts('frame');
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t('powershell.title')}
      lead={t('powershell.lead', { count: operations.length })}
    >
      {open && <Scripts operations={operations} at={at} />}
    </Drawer>
  );
}

interface Script {
  readonly operation: OperationName;
  readonly text: string;
  readonly sha256: string;
}

function Scripts({ operations, at }: Pick<PowershellDrawerProps, 'operations' | 'at'>) {
  const { t } = useTexts('frame');
  const client = useClient();
  const { ask, failure } = useAsk();
  const [scripts, setScripts] = useState<readonly Script[]>();
  const first = useRef<HTMLElement>(null);
  // A run goes on while somebody reads, so the drawer keeps the script with which it opened.
  const [wanted] = useState({ operations, at });
  useEffect(() => {
    let shown = true;
    void ask(() =>
      Promise.all(
        wanted.operations.map(async (operation) => ({
          operation,
          ...(await client.getScript({ operation })),
        })),
      ),
    ).then((found) => {
      if (shown && found !== undefined) setScripts(found);
    });
    return () => {
      shown = false;
    };
  }, [ask, client, wanted]);
  // All of them are there at once, so nothing above it grows any more.
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    first.current?.scrollIntoView({ block: 'start' });
  }, [scripts]);
  if (failure !== null) return <FailureNote failure={failure} />;
  if (scripts === undefined) return <p className="gw-caption">{t('powershell.fetching')}</p>;
  return scripts.map(({ operation, text, sha256 }) => (
    <section
      key={operation}
      ref={operation === wanted.at ? first : undefined}
      aria-current={operation === wanted.at || undefined}
    >
      <CodeView title={`${operation}.ps1`} code={text} hash={t('powershell.hash', { sha256 })} />
    </section>
  ));
}
