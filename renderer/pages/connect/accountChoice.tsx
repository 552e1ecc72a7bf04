import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import { ActionButton } from '../../components/actionButton';
import { ChoiceList, type Choice } from '../../components/choiceList';
import { lapsChoice } from './lapsChoice';
import { storedAccount } from '../../frame/asking/storedAccount';
import { useLapsOffer } from './useLapsOffer';
import type { Way } from './useWay';
import './connect.css';

/** Which account is picked; nobody signs in before its button is pressed. */
export interface AccountChoiceProps {
  readonly view: TargetView;
  readonly way: Way;
  readonly picked: string;
  readonly onPick: (id: string) => void;
}

/** Who signs in: the account that runs Gangway, another one, whose password only Windows sees, or one whose password LAPS holds. */
export function AccountChoice({ view, way, picked, onPick }: AccountChoiceProps) {
  const { t } = useTexts('connect');
  const { connection, inputs, busy } = view;
  const { account } = inputs.connection;
  const stored = storedAccount(view);
  const offer = useLapsOffer(view);
  const testing = busy !== 'idle';
  const credential = connection?.credential ?? 'notNeeded';
  const simulated = view.target.kind === 'practice';

  const press = (label: string, onPress: () => void) => (
    <span className="gw-choice-more">
      <ActionButton size="small" notYet={testing} onPress={onPress}>
        {label}
      </ActionButton>
    </span>
  );
  const me: Choice = {
    id: 'me',
    name: t('account.me'),
    detail:
      account.kind === 'me' && connection?.identity != null
        ? connection.identity.userName
        : t('account.meDetail'),
    more:
      stored === 'me'
        ? undefined
        : press(t('account.useMe'), () => way.choose({ kind: 'chooseAccount', account: { kind: 'me' } })),
  };
  const named = (userName: string): Choice => ({
    id: userName,
    name: userName,
    detail: userName === stored && credential === 'refused' ? t('account.refused') : undefined,
    more:
      // The simulated account has one password: once refused, it would be refused again.
      userName === stored && (credential === 'held' || credential === 'refused')
        ? undefined
        : press(t('account.use'), () => way.signIn(userName)),
  });
  const other: Choice = {
    id: 'other',
    name: t('account.other'),
    detail: credential === 'refused' && stored === 'other' ? t('account.refused') : t('account.otherDetail'),
    more:
      stored === 'other' && account.kind === 'named' && credential === 'held' ? (
        <span className="gw-choice-more">
          <b className="gw-mono">{account.userName}</b>{' '}
          <ActionButton variant="link" size="small" notYet={testing} onPress={() => way.signIn()}>
            {t('account.change')}
          </ActionButton>
        </span>
      ) : (
        press(t('account.ask'), () => way.signIn())
      ),
  };
  const laps = offer === 'ready' || stored === 'laps' ? [lapsChoice(t, view, way)] : [];
  return (
    <>
      <ChoiceList
        label={t('account.title')}
        choices={[me, ...(simulated ? (view.practice?.accounts ?? []).map(named) : [other]), ...laps]}
        value={picked}
        onChange={onPick}
        plain
      />
      {(offer === 'noModule' || offer === 'unread' || offer === 'address') && (
        <p className="gw-caption">{t(`account.lapsNot.${offer}`)}</p>
      )}
    </>
  );
}
