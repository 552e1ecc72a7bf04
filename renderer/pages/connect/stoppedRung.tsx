import { CodeRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { Failure } from '../../../shared/errors';
import type { Rung, TargetView } from '../../../shared/bridge/session';
import { useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { CauseBox } from '../../components/causeBox';
import { FailureNote } from '../../frame/failureNote';
import { CertificateDetails } from './certificateDetails';
import { CommandToRun } from './commandToRun';
import { connectWords } from '../../frame/asking/connectWords';
import { MachineFound } from './machineFound';
import { RawText } from './rawText';
import { storedAccount } from '../../frame/asking/storedAccount';
import { TrustedHost } from './trustedHost';
import type { Way } from './useWay';
import { mayBeFiltered, wayOut, type Exit } from './wayOut';
import './connect.css';

/** A stopped rung's failure, and where its ways out lead. */
export interface StoppedRungProps {
  readonly id: Rung['id'];
  readonly failure: Failure;
  readonly view: TargetView;
  readonly way: Way;
  readonly onAccount: () => void;
  readonly onName: () => void;
  readonly onShowTest: () => void;
}

/** What opens under a stopped rung: the cause, the one fix with its command, other ways with their cost, and the evidence. */
export function StoppedRung({ id, failure, view, way, onAccount, onName, onShowTest }: StoppedRungProps) {
  const { t } = useTexts('connect');
  const { carrier } = useHello();
  const [others, setOthers] = useState(false);
  const words = connectWords(t, failure, view.connection?.flaws);
  const out = wayOut(failure, view);
  const { connection, target } = view;
  const asked = target.kind === 'remote' ? target.address : target.name;
  const testing = view.busy !== 'idle';
  const account = id === 'signIn' || id === 'administrator' ? (connection?.triedAs ?? null) : null;
  const triedAs =
    account === null
      ? null
      : account.kind === 'me'
        ? t('triedAs.me')
        : t('triedAs.named', { account: account.userName });

  const press = (exit: Exit): (() => void) => {
    switch (exit.kind) {
      case 'account':
        return onAccount;
      case 'password':
        return () => way.signIn(target.kind === 'practice' ? storedAccount(view) : undefined);
      case 'name':
        return onName;
      case 'laps':
        return way.readLaps;
      case 'confirm':
        return () => way.choose({ kind: 'acceptMachine' });
      case 'elevate':
        return way.relaunch;
      case 'transport':
        return () => way.choose({ kind: 'chooseTransport', transport: exit.transport });
      case 'command':
      case 'again':
        return way.again;
    }
  };
  const labelOf = (exit: Exit): string => {
    if (exit.kind === 'transport') return t(`exit.${exit.transport}`);
    const isFiltered = failure.code === 'target.notAdministrator' || mayBeFiltered(failure, view);
    if (exit.kind === 'account' && isFiltered) return t('exit.domainAccount');
    if (exit.kind === 'password') return t(target.kind === 'practice' ? 'account.use' : 'account.ask');
    // When "Let Windows ask" already stands for the chosen account, the other button needs different words.
    if (exit.kind === 'account' && target.kind === 'remote' && out.primary.kind !== 'password')
      return t('account.ask');
    return exit.kind === 'command' || exit.kind === 'again' ? t('again') : t(`exit.${exit.kind}`);
  };
  // A browser cannot start anything as administrator.
  const primary: Exit =
    out.primary.kind === 'elevate' && carrier !== 'electron' ? { kind: 'again' } : out.primary;
  const button = (exit: Exit, variant?: 'primary') => (
    <ActionButton size="small" variant={variant} notYet={testing} onPress={press(exit)}>
      {labelOf(exit)}
    </ActionButton>
  );
  const showsMachine = failure.code === 'target.wrongMachine' || failure.code === 'target.unconfirmed';

  return (
    <>
      <CauseBox
        actions={
          <>
            {button(primary, primary.kind === 'again' || primary.kind === 'command' ? undefined : 'primary')}
            {!showsMachine && out.others.length > 0 && (
              <ActionButton size="small" expanded={others} onPress={() => setOthers(!others)}>
                {t('others')}
              </ActionButton>
            )}
            {connection !== null && (
              <ActionButton
                size="small"
                variant="quiet"
                icon={<CodeRegular aria-hidden />}
                onPress={onShowTest}
              >
                {t('showTest')}
              </ActionButton>
            )}
          </>
        }
      >
        {/* Another account may be picked beside it by now: the card speaks of the one that was tried. */}
        {triedAs !== null && <>{triedAs} </>}
        {words.cause} {words.next}
      </CauseBox>
      {primary.kind === 'command' && <CommandToRun command={primary.command} />}
      <TrustedHost view={view} failure={failure} asked={asked} onAgain={way.again} />
      {showsMachine && connection !== null && <MachineFound connection={connection} asked={asked} />}
      {failure.code === 'target.badCertificate' && connection?.certificate != null && (
        <CertificateDetails certificate={connection.certificate} asked={asked} />
      )}
      {(others || showsMachine) && (
        <ul className="gw-other-ways" aria-label={t('others')}>
          {out.others.map((exit) => (
            <li key={exit.kind === 'command' ? exit.command : exit.kind}>
              {exit.kind === 'command' ? (
                <CommandToRun command={exit.command} />
              ) : (
                <>
                  <p>{t(`cost.${exit.kind === 'transport' ? exit.transport : exit.kind}`)}</p>
                  {button(exit)}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {(words.code !== null || words.doubt !== null) && (
        <p className="gw-caption gw-below">
          {[words.code === null ? null : `${words.code}.`, words.doubt].filter(Boolean).join(' ')}
        </p>
      )}
      {words.raw !== '' && <RawText text={words.raw} />}
      {way.failure !== null && <FailureNote failure={way.failure} />}
    </>
  );
}
