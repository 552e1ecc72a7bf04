import { useTranslation } from 'react-i18next';
import type { StepId } from '../../../shared/steps';
import { ActionButton } from '../../components/actionButton';
import { EmptyState } from '../../components/emptyState';
import type { PageProps } from '../page';
import { StepPage } from '../stepPage';

/** The page and its title. */
export interface UnreadPageProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly title: string;
}

/** A page that has nothing to show before the server was read, with the way there. */
export function UnreadPage({ page, step, title }: UnreadPageProps) {
  const { t } = useTranslation('plan');
  const { connectedAt } = page.view;
  const first = connectedAt === null ? 'connect' : 'server';
  return (
    <StepPage page={page} step={step} title={title}>
      <EmptyState
        title={t('unread.title')}
        actions={
          <ActionButton variant="primary" onPress={() => page.goTo(first)}>
            {t('stepOpen.open', { step: t(`steps:name.${first}`) })}
          </ActionButton>
        }
      >
        {t('unread.text')}
      </EmptyState>
    </StepPage>
  );
}
