import { useRef, useState, type ReactNode } from 'react';
import { useClient, useHello } from '../../client';
import type { Ask } from '../../frame/useAsk';
import { FileField } from '../../components/fileField';

/** The ways in which files come onto the desk. */
export interface Intake {
  readonly add: (files: readonly File[]) => void;
  readonly browse: () => void;
  /** How many files are on their way. */
  readonly adding: number;
  /** What the browser's own dialog hangs on; must stand somewhere on the page. */
  readonly chooser: ReactNode;
}

/** Takes files that are dropped, or chosen in the dialog that this carrier has. */
export function useIntake(ask: Ask['ask']): Intake {
  const client = useClient();
  const { carrier } = useHello();
  const input = useRef<HTMLInputElement>(null);
  const [adding, setAdding] = useState(0);

  const add = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setAdding(files.length);
    await ask(() => client.addLogFiles(files));
    setAdding(0);
  };
  return {
    add: (files) => void add(files),
    browse: () => {
      if (carrier === 'electron') void ask(() => client.pickLogs({}));
      else input.current?.click();
    },
    adding,
    chooser: <FileField field={input} multiple onFiles={(files) => void add(files)} />,
  };
}
