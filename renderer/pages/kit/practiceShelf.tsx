import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { AddResult, Package } from '../../../shared/model/packages';
import { ActionButton } from '../../components/actionButton';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { practicePackageIds } from './practicePackages';

/** The result for each practice package: its files by SHA-256, or a refusal. */
type Outcomes = Readonly<Record<string, { readonly files: readonly string[]; readonly refused: boolean }>>;

/** Only the library says whether a package is there. The results here say which files to look for. */
function wordFor(
  outcome: Outcomes[string] | undefined,
  library: readonly Package[],
): 'added' | 'kept' | null {
  if (outcome === undefined) return null;
  if (outcome.refused) return 'kept';
  return outcome.files.every((file) => library.some(({ sha256 }) => sha256 === file)) ? 'added' : null;
}

/** Adds practice packages by id, and says of each whether it has come into the library. */
export function PracticeShelf({
  library,
  onAdd,
}: {
  library: readonly Package[];
  onAdd: (id: string) => Promise<AddResult | undefined>;
}) {
  const { t } = useTexts('kit');
  const [outcomes, setOutcomes] = useState<Outcomes>({});
  const add = async (id: string): Promise<void> => {
    const result = await onAdd(id);
    if (result === undefined) return;
    const outcome = {
      files: result.added.map(({ sha256 }) => sha256),
      refused: result.refused.length > 0,
    };
    setOutcomes((known) => ({ ...known, [id]: outcome }));
  };
  return (
    <Section title={t('shelf')} note={t('shelfNote')}>
      <RowList
        label={t('shelf')}
        layout="dense"
        rows={practicePackageIds.map((id) => {
          const title = t(`packages:practice.${id}`);
          const word = wordFor(outcomes[id], library);
          return {
            id,
            title,
            ...(word === null ? {} : { value: t(`shelfWord.${word}`) }),
            actions: (
              <ActionButton size="small" variant="quiet" onPress={() => void add(id)}>
                {t('add')}
                <span className="gw-hidden"> {title}</span>
              </ActionButton>
            ),
          };
        })}
      />
    </Section>
  );
}
