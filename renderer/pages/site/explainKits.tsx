import { QuestionCircleRegular } from '@fluentui/react-icons';
import { lazy, Suspense, useState } from 'react';
import { ActionButton } from '../../components/actionButton';
import { useKeys } from '../../frame/useKeys';
import { useTexts } from '../../useTexts';

// Fluent's drawer is large, and the page is there before somebody asks.
const ExplainDrawer = lazy(() =>
  import('../../frame/drawers/explainDrawer').then((file) => ({ default: file.ExplainDrawer })),
);

/** Why the pages of the kits are there, what they touch, and how it is undone. `iconOnly`: beside tools that take the width of the page. */
export function ExplainKits({ iconOnly = false }: { readonly iconOnly?: boolean }) {
  const { t } = useTexts('explain');
  const [open, setOpen] = useState(false);
  useKeys({ F1: () => setOpen(true) });
  return (
    <>
      <ActionButton
        variant="quiet"
        iconOnly={iconOnly}
        icon={<QuestionCircleRegular aria-hidden />}
        keys="F1"
        onPress={() => setOpen(true)}
      >
        {t('button')}
      </ActionButton>
      <Suspense>{open && <ExplainDrawer open onClose={() => setOpen(false)} page="kits" />}</Suspense>
    </>
  );
}
