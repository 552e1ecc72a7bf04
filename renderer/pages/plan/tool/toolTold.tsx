import { neverTold } from '../../../../shared/knowledge/deploymentTool';
import type { ToolWord } from '../../../../shared/plan/toolWords';
import { CodeView } from '../../../components/codeView';
import { PropertyList } from '../../../components/propertyList';
import { useTexts } from '../../../useTexts';

/** The command line of the tool as it will be started, the meaning of each word, and what it is never given. */
export function ToolTold({ words }: { words: readonly ToolWord[] }) {
  const { t } = useTexts('deployment');
  return (
    <>
      <CodeView
        title={t('told.title')}
        code={['DefenderDT.exe', ...words.map(({ word }) => word)].join(' ')}
      />
      <PropertyList
        items={[
          ...words.map(({ name }) => ({ name: `-${name}`, value: t(`told.means.${name}`) })),
          ...neverTold.map((name) => ({
            name: t('told.not', { name: `-${name}` }),
            value: t(`told.means.${name}`),
          })),
        ]}
      />
    </>
  );
}
