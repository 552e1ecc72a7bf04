import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { useAsk } from '../useAsk';

/**
 * Says whether Gangway waits for Windows' own window or for LAPS, and offers to stop waiting: the window may lie behind this one,
 * and a directory may never answer. Shows nothing when Gangway waits for neither.
 */
export function Asking({ view }: { view: TargetView }) {
  const { t } = useTexts('connect');
  const client = useClient();
  const { ask } = useAsk();
  const targetId = view.target.id;
  if (view.asking === null) return null;
  return (
    <div className="gw-below" role="status">
      <p className="gw-detail">{t(`asking.${view.asking}`)}</p>
      <ActionButton size="small" onPress={() => void ask(() => client.cancelAsking({ targetId }))}>
        {t('asking.cancel')}
      </ActionButton>
    </div>
  );
}
