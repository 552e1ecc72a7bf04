import type { Say } from '../../../shared/locales/keys';
import type { TargetView } from '../../../shared/bridge/session';
import { ActionButton } from '../../components/actionButton';
import type { Choice } from '../../components/choiceList';
import { storedAccount } from '../../frame/asking/storedAccount';
import type { Way } from './useWay';
import './connect.css';

/** The account whose password Windows LAPS holds: read for the run of the app, and again after that or after a refusal. */
export function lapsChoice(t: Say<'connect'>, view: TargetView, way: Way): Choice {
  const { account } = view.inputs.connection;
  const credential = storedAccount(view) === 'laps' ? view.connection?.credential : undefined;
  const held = credential === 'held' && account.kind === 'named' ? account.userName : null;
  const detail =
    credential === 'missing' ? 'lapsGone' : credential === 'refused' ? 'lapsRefused' : 'lapsDetail';
  return {
    id: 'laps',
    name: t('account.laps'),
    detail: t(`account.${detail}`),
    more: (
      <span className="gw-choice-more">
        {held !== null && <b className="gw-mono">{held}</b>}{' '}
        <ActionButton
          variant={held === null ? undefined : 'link'}
          size="small"
          notYet={view.busy !== 'idle'}
          busy={way.readingLaps ? t('account.lapsReading') : undefined}
          onPress={way.readLaps}
        >
          {t(held === null ? 'account.lapsRead' : 'account.lapsAgain')}
        </ActionButton>
      </span>
    ),
  };
}
