import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { Failure } from '../../../shared/errors';
import { explainWinrm } from '../../../shared/knowledge/winrm';
import { trustedHostCommand } from '../../../shared/knowledge/trustedHostCommand';
import type { TargetView } from '../../../shared/bridge/session';
import { useAnnouncer } from '../../announcer';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { CodeView } from '../../components/codeView';
import { FailureNote } from '../../frame/failureNote';
import { useTimes } from '../../frame/useTimes';
import { useAsk } from '../../frame/useAsk';
import './connect.css';

/** A server whose connection stopped, with that failure, and what tests it again. */
export interface TrustedHostProps {
  readonly view: TargetView;
  readonly failure: Failure | null;
  /** The name or address that remote management is asked for. */
  readonly asked: string;
  readonly onAgain: () => void;
}

/**
 * The last way where Windows cannot tell which server answers: exactly one name in TrustedHosts of this computer, with what
 * it costs, how long it holds and the command. Once the name is there, the way back. Nothing for any other failure.
 */
export function TrustedHost({ view, failure, asked, onAgain }: TrustedHostProps) {
  const { t } = useTexts('trustedHosts');
  const client = useClient();
  const times = useTimes();
  const { say } = useAnnouncer();
  const { ask, busy, failure: refused } = useAsk();
  const [already, setAlready] = useState(false);
  const targetId = view.target.id;
  const held = view.connection?.trustedHost ?? null;
  const name = held?.name ?? asked;
  // The other causes of that error want a named account first; the name in the list alone would not help.
  const key = failure?.native == null ? null : explainWinrm(failure.native)?.key;
  const hasAccount = view.inputs.connection.account.kind === 'named';
  const helps = key === 'notTrusted' || (key === 'addressNotTrusted' && hasAccount);
  if (held === null && !helps) return null;

  const allow = async () => {
    const answer = await ask(() => client.trustHost({ targetId, trusted: true }));
    if (answer === undefined) return;
    setAlready(!answer.changed);
    if (answer.changed) onAgain();
    else say(t('already', { name }));
  };
  const takeBack = () => void ask(() => client.trustHost({ targetId, trusted: false }));
  const notYet = view.busy !== 'idle';

  return (
    <section className="gw-command" aria-label={t('title')}>
      {held === null ? (
        <>
          <p>
            <b>{t('title')}</b>
          </p>
          <p>{t('better')}</p>
          <p>{t('what', { name })}</p>
          <p>{t('cost', { name })}</p>
          <p>{t('undo')}</p>
          <p className="gw-caption">{t('needs')}</p>
          <CodeView title={t('command')} code={trustedHostCommand(name, true)} />
          <CodeView title={t('undoCommand')} code={trustedHostCommand(name, false)} />
          {already && <p>{t('already', { name })}</p>}
          <div>
            <ActionButton
              size="small"
              busy={busy ? t('allowing') : undefined}
              notYet={notYet}
              onPress={() => void allow()}
            >
              {t('allow', { name })}
            </ActionButton>
          </div>
        </>
      ) : (
        <>
          <p>{t('held', { name, time: times.moment(held.at) })}</p>
          <div>
            <ActionButton
              size="small"
              busy={busy ? t('takingBack') : undefined}
              notYet={notYet}
              onPress={takeBack}
            >
              {t('takeBack')}
            </ActionButton>
          </div>
        </>
      )}
      {refused !== null && <FailureNote failure={refused} />}
    </section>
  );
}
