import { FolderZipRegular } from '@fluentui/react-icons';
import { lazy, Suspense, useState } from 'react';
import type { TargetView } from '../../../shared/bridge/session';
import { ActionButton } from '../../components/actionButton';
import { useTexts } from '../../useTexts';

// Few people open it, and the drawer is large.
const BundleDrawer = lazy(async () => ({ default: (await import('./bundleDrawer')).BundleDrawer }));

/** Opens the bundle for support of a server: for its overview, and for every page on which something went wrong. */
export function BundleButton({ view }: { readonly view: TargetView }) {
  const { t } = useTexts('bundle');
  const [state, setState] = useState<'unopened' | 'open' | 'closed'>('unopened');
  return (
    <>
      <ActionButton variant="quiet" icon={<FolderZipRegular aria-hidden />} onPress={() => setState('open')}>
        {t('button')}
      </ActionButton>
      {state !== 'unopened' && (
        <Suspense>
          <BundleDrawer open={state === 'open'} onClose={() => setState('closed')} view={view} />
        </Suspense>
      )}
    </>
  );
}
