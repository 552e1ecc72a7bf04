import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/errors';
import type { OperationName } from '../../../shared/model/operations';
import { useClient } from '../../client';
import { useAsk } from '../../frame/useAsk';

/** The exact script of an operation with its SHA-256; undefined until main has answered. */
export function useScript(operation: OperationName): {
  readonly script: { readonly text: string; readonly sha256: string } | undefined;
  readonly failure: Failure | null;
} {
  const client = useClient();
  const { ask, failure } = useAsk();
  const [script, setScript] = useState<{ text: string; sha256: string }>();
  useEffect(() => {
    let shown = true;
    void ask(() => client.getScript({ operation })).then((found) => {
      if (shown && found !== undefined) setScript(found);
    });
    return () => {
      shown = false;
    };
  }, [ask, client, operation]);
  return { script, failure };
}
