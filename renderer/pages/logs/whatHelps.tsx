import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { useTexts } from '../../useTexts';

const helps = ['msi', 'installScript', 'analyzer', 'events', 'setup'] as const;

/** The logs that most often show a cause, and where each lies. */
export function WhatHelps() {
  const { t } = useTexts('logs');
  return (
    <Section title={t('helps.title')}>
      <RowList
        label={t('helps.title')}
        layout="dense"
        rows={helps.map((id) => ({ id, title: t(`helps.${id}`), detail: t(`helps.${id}How`) }))}
      />
    </Section>
  );
}
