import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import { ActionButton } from '../../components/actionButton';
import { Asking } from '../../frame/asking/asking';
import { useReopen } from '../../run/useReopen';
import { FailureNote } from '../../frame/failureNote';

/** A server of the queue that waits for the password of its account. */
export interface GivePasswordProps {
  readonly view: TargetView;
  /** True where the queue waits for this one: it is the step to take. */
  readonly first: boolean;
}

/**
 * Lets Windows ask for the password of a server's account, or reads it from LAPS again, and connects; the queue starts
 * nothing by itself after it.
 */
export function GivePassword({ view, first }: GivePasswordProps) {
  const { t } = useTexts('queue');
  const { givePassword, fromLaps, busy, failure } = useReopen(view);
  return (
    <>
      {failure !== null && <FailureNote failure={failure} />}
      <ActionButton
        size="small"
        variant={first ? 'primary' : 'secondary'}
        notYet={view.connectedAt !== null}
        busy={busy ? t('givingPassword') : undefined}
        onPress={givePassword}
      >
        {t(fromLaps ? 'connect:exit.laps' : 'givePassword')}
        <span className="gw-hidden"> {view.target.name}</span>
      </ActionButton>
      <Asking view={view} />
    </>
  );
}
