import { FolderZipRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { ActionButton } from '../../components/actionButton';
import { useTexts } from '../../useTexts';
import { BundleDrawer, type BundleSubject } from './bundleDrawer';

/** Opens the bundle for support: on the overview of a server, on every page on which something went wrong, and on that of the logs. */
export function BundleButton({ subject }: { readonly subject: BundleSubject }) {
  const { t } = useTexts('bundle');
  const [state, setState] = useState<'unopened' | 'open' | 'closed'>('unopened');
  return (
    <>
      <ActionButton variant="quiet" icon={<FolderZipRegular aria-hidden />} onPress={() => setState('open')}>
        {t('button')}
      </ActionButton>
      {state !== 'unopened' && (
        <BundleDrawer open={state === 'open'} onClose={() => setState('closed')} subject={subject} />
      )}
    </>
  );
}
