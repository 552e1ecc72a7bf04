import { FolderOpenRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { z } from 'zod';
import { useTexts } from '../../useTexts';
import { searchSchema, type Search } from '../../../shared/model/search';
import { ActionButton } from '../../components/actionButton';
import { FileField } from '../../components/fileField';
import { Note } from '../../components/note';

/** The part of a saved report that tells a search; whatever else stands in the file is passed over. */
const savedSchema = z.object({ search: z.object({ record: searchSchema.shape.steps }) });

/** Offers a saved search of this server or of another one: a colleague goes on where it was left. */
export function TakeUp({ onTakeUp }: { onTakeUp: (steps: Search['steps']) => void }) {
  const { t } = useTexts('findings');
  const field = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState(false);
  const read = async (file: Pick<Blob, 'text'>): Promise<void> => {
    const found = savedSchema.safeParse(parsed(await file.text()));
    setRefused(!found.success);
    if (found.success) onTakeUp(found.data.search.record);
  };
  return (
    <>
      <ActionButton icon={<FolderOpenRegular aria-hidden />} onPress={() => field.current?.click()}>
        {t('symptom.takeUp')}
      </ActionButton>
      <FileField
        field={field}
        accept=".json"
        onFiles={([file]) => {
          if (file !== undefined) void read(file);
        }}
      />
      {refused && <Note tone="caution">{t('symptom.notFindings')}</Note>}
    </>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
