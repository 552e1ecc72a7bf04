import { QuestionCircleRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { ActionButton } from '../../components/actionButton';
import { ExplainDrawer } from '../../frame/drawers/explainDrawer';
import { useKeys } from '../../frame/useKeys';
import { useTexts } from '../../useTexts';

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
      {open && <ExplainDrawer open onClose={() => setOpen(false)} page="kits" />}
    </>
  );
}
