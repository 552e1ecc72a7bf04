import { useRef, useState } from 'react';
import { useTexts } from '../../useTexts';
import { useClient, useHello } from '../../client';
import { DropTarget } from '../../components/dropTarget';
import { givesPractice, type Recipient } from '../../../shared/model/recipient';
import type { Ask } from '../../frame/useAsk';
import { FileField } from '../../components/fileField';

/** For whom the files are given: a server, or a library. `tall` while the page has nothing else to show. */
export interface IntakeProps {
  readonly to: Recipient;
  readonly tall: boolean;
  readonly ask: Ask['ask'];
}

/** Where files come in: dropped anywhere in the window, or chosen in the dialog that this carrier has. */
export function Intake({ to, tall, ask }: IntakeProps) {
  const { t } = useTexts('kit');
  const client = useClient();
  const { carrier } = useHello();
  const chooser = useRef<HTMLInputElement>(null);
  const [checking, setChecking] = useState(0);

  const add = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setChecking(files.length);
    await ask(() => client.addFiles(to, files));
    setChecking(0);
  };
  return (
    <>
      <DropTarget
        title={t('drop')}
        hint={t(givesPractice(to) ? 'dropHintPractice' : 'dropHint')}
        tall={tall}
        checking={checking > 0 ? t('checking', { count: checking }) : undefined}
        onFiles={(files) => void add(files)}
        onBrowse={() => {
          if (carrier === 'electron') void ask(() => client.pickPackages({ to }));
          else chooser.current?.click();
        }}
      />
      <FileField field={chooser} multiple onFiles={(files) => void add(files)} />
    </>
  );
}
