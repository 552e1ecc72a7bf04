import { useId } from 'react';
import type { JourneyId } from '../../../shared/model/journeys';
import { useClient } from '../../client';
import { OverflowMenu } from '../../components/overflowMenu';
import type { Ask } from '../../frame/useAsk';
import { useTexts } from '../../useTexts';

/** The plan as it was shown, the name that was typed, and why it cannot be confirmed yet (undefined: it can). */
export interface OtherWaysProps {
  readonly targetId: string;
  readonly journey: JourneyId;
  readonly planHash: string;
  readonly name: string;
  readonly reason: string | undefined;
  readonly queueing: Ask;
  readonly writing: Ask;
}

/** What else may become of a plan that was shown: it waits for its turn in the queue, or a technician carries it to the server in a folder. Nothing starts by it. */
export function OtherWays({ targetId, journey, planHash, name, reason, queueing, writing }: OtherWaysProps) {
  const { t } = useTexts('plan');
  const client = useClient();
  const id = useId();
  const plan = { targetId, journey, planHash, name };
  // Nobody is taken off by a queue: a person watches it.
  const queue = journey !== 'takeOff' && {
    id: 'queue',
    name: t('queue:plan.add'),
    detail: t('other.queue'),
    onPress: () => void queueing.ask(() => client.queuePlan({ ...plan, journey })),
  };
  const files = {
    id: 'files',
    name: t('field:run.button'),
    detail: t('other.files'),
    onPress: () => void writing.ask(() => client.writeFieldRun(plan)),
  };
  const busy = queueing.busy ? t('queue:plan.adding') : writing.busy ? t('field:run.writing') : undefined;
  return (
    <>
      <OverflowMenu
        label={t('other.ways')}
        shape="words"
        busy={busy}
        notYet={reason !== undefined}
        describedBy={reason === undefined ? undefined : id}
        entries={queue === false ? [files] : [queue, files]}
      />
      <span hidden id={id}>
        {reason}
      </span>
    </>
  );
}
