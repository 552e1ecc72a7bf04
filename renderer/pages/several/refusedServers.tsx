import { useTexts } from '../../useTexts';
import type { ReplyOf } from '../../../shared/bridge/contract';
import { Note } from '../../components/note';

/** Servers that refused what was asked for many, each with why. */
export interface RefusedServersProps {
  readonly lead: string;
  readonly refused: ReplyOf<'queueMany'>['refused'];
  readonly nameOf: (targetId: string) => string;
}

/** Names every server that did not take its part; nothing where there is none. */
export function RefusedServers({ lead, refused, nameOf }: RefusedServersProps) {
  const { t } = useTexts('several');
  if (refused.length === 0) return null;
  return (
    <Note tone="caution" lead={lead}>
      {refused
        .map(({ targetId, failure }) =>
          t('refusedOne', { name: nameOf(targetId), why: t(`errors:${failure.code}.title`) }),
        )
        .join(' ')}
    </Note>
  );
}
