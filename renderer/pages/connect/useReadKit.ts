import { useState } from 'react';
import type { Failure } from '../../../shared/errors';
import { useClient } from '../../client';
import { useAsk } from '../../frame/useAsk';

/** Writes the folder with read.cmd where a person says: where it lies then, and what went wrong. */
export function useReadKit(): {
  readonly write: () => void;
  readonly path: string | null;
  readonly busy: boolean;
  readonly failure: Failure | null;
} {
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const [path, setPath] = useState<string | null>(null);
  const write = () =>
    void ask(() => client.writeFieldReader({})).then((written) => {
      if (written !== undefined) setPath(written.path);
    });
  return { write, path, busy, failure };
}
