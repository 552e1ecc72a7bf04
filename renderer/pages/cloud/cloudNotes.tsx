import type { CloudAnswer } from '../../../shared/model/probes/cloudTest';
import type { TargetView } from '../../../shared/bridge/session';
import { Note } from '../../components/note';
import { useServerTimes } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';

/** Kerberos and many services refuse a clock that is further off (learn.microsoft.com, maximum tolerance for clock synchronization). */
const toleranceSeconds = 5 * 60;

/** How far the server's clock is ahead, as most of those say who answered; 0 where nobody said it. */
function aheadOf(addresses: readonly CloudAnswer[]): number {
  const told = addresses.flatMap(({ clockAheadSeconds }) => clockAheadSeconds ?? []).sort((a, b) => a - b);
  return told[Math.floor(told.length / 2)] ?? 0;
}

/** What a test found beside the addresses: lists of revoked certificates out of reach, a clock that is off. */
export function CloudNotes({
  view,
  addresses,
}: {
  readonly view: TargetView;
  readonly addresses: readonly CloudAnswer[];
}) {
  const { t } = useTexts('cloud');
  const there = useServerTimes(view);
  const { name } = view.target;
  const ahead = aheadOf(addresses);
  const time = there.length(Math.abs(ahead) * 1000);
  return (
    <>
      {addresses.some(({ revocation }) => revocation === 'notReached') && (
        <Note tone="caution" glyph="toFix" lead={t('lists.notReached')}>
          {t('lists.text', { name })}
        </Note>
      )}
      {Math.abs(ahead) > toleranceSeconds && (
        <Note
          tone="caution"
          glyph="toFix"
          lead={t(ahead > 0 ? 'clock.ahead' : 'clock.behind', { name, time })}
        >
          {t('clock.text')}
        </Note>
      )}
    </>
  );
}
