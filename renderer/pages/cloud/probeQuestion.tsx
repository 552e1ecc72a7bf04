import { useTexts } from '../../useTexts';
import { probeAsks, testConnectivity } from '../../../shared/plan/actions/testConnectivity';
import type { Failure } from '../../../shared/errors';
import { sensorProxy } from '../../../shared/model/sensorProxy';
import type { TargetView } from '../../../shared/bridge/session';
import type { Situation } from '../../../shared/plan/situation';
import { ActionButton } from '../../components/actionButton';
import { Question } from '../../components/question';
import { FailureNote } from '../../frame/failureNote';

/** The server that is to be probed, and what starting it failed with. */
export interface ProbeQuestionProps {
  readonly view: TargetView;
  readonly situation: Situation;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly onClose: () => void;
  readonly onStart: () => void;
}

/** Says what a test of the cloud does on the server before it starts: whom it calls, as whom, and what it leaves. */
export function ProbeQuestion({ view, situation, busy, failure, onClose, onStart }: ProbeQuestionProps) {
  const { t } = useTexts('cloud');
  const { hosts, partial } = probeAsks(situation, null);
  const proxies = [...new Set(hosts.flatMap(({ proxy }) => (proxy === null ? [] : [proxy])))];
  const { name } = view.target;
  return (
    <Question
      open
      onClose={onClose}
      title={t('question.title', { name })}
      // Without a package only the server knows its addresses, and it is asked after the press.
      lead={
        partial === true ? t('question.leadOwn', { name }) : t('question.lead', { name, count: hosts.length })
      }
      actions={
        <>
          <ActionButton onPress={onClose}>{t('frame:cancel')}</ActionButton>
          <ActionButton variant="primary" busy={busy ? t('frame:starting') : undefined} onPress={onStart}>
            {t('question.start')}
          </ActionButton>
        </>
      }
    >
      {failure !== null && <FailureNote failure={failure} />}
      <p className="gw-detail">
        {proxies.length > 0
          ? t('question.proxy', { proxy: proxies.join(', ') })
          : t(sensorProxy(situation.facts) === 'unread' ? 'question.unread' : 'question.direct')}
      </p>
      <p className="gw-detail">{t('question.leaves', { to: testConnectivity.minutes[1] })}</p>
    </Question>
  );
}
