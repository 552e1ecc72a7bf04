import { useId } from 'react';
import { useTexts } from '../../useTexts';
import type { QueueEntry } from '../../../shared/model/servers/queue';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import type { Ask } from '../../frame/useAsk';

/** The plan as it was shown, the name that was typed, and why it cannot be confirmed yet (undefined: it can). */
export interface QueueButtonProps {
  readonly targetId: string;
  readonly journey: QueueEntry['journey'];
  readonly planHash: string;
  readonly name: string;
  readonly reason: string | undefined;
  readonly ask: Ask;
}

/** Confirms the plan that is shown, and lets it wait for its turn in the queue. Nothing starts by it alone. */
export function QueueButton({ targetId, journey, planHash, name, reason, ask }: QueueButtonProps) {
  const { t } = useTexts('queue');
  const client = useClient();
  const id = useId();
  return (
    <>
      <ActionButton
        busy={ask.busy ? t('plan.adding') : undefined}
        notYet={reason !== undefined}
        describedBy={reason === undefined ? undefined : id}
        onPress={() => void ask.ask(() => client.queuePlan({ targetId, journey, planHash, name }))}
      >
        {t('plan.add')}
      </ActionButton>
      <span hidden id={id}>
        {reason}
      </span>
    </>
  );
}
