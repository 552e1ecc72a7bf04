import { useTranslation } from 'react-i18next';
import type { StepId } from '../../../shared/steps';
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
    <StepPage
      page={page}
      step={step}
      title={title}
      primary={{
        label: t('stepOpen.open', { step: t(`steps:name.${first}`) }),
        onPress: () => page.goTo(first),
      }}
    >
      <EmptyState title={t('unread.title')}>{t('unread.text')}</EmptyState>
    </StepPage>
  );
}
