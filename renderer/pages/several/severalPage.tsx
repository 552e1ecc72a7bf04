import { ArrowLeftRegular, ServerMultipleRegular } from '@fluentui/react-icons';
import { useTexts } from '../../useTexts';
import { ActionButton } from '../../components/actionButton';
import { EmptyState } from '../../components/emptyState';
import { useSession } from '../../mirror';
import { HomeFrame } from '../home/homeFrame';
import type { HomePageProps } from '../home/homePage';
import { candidates } from './candidate';
import { ChooseServers } from './chooseServers';
import { ConfirmSheet } from './confirmSheet';
import { DecideOnce } from './decideOnce';
import { useTakenOut } from './takenOut';
import { useNow } from '../../frame/useNow';

/** Which list the servers are of. */
export interface SeveralPageProps extends HomePageProps {
  readonly practice: boolean;
}

/** Many servers at once: choose, decide once, see the plans, confirm them together. Nothing on this page changes a server. */
export function SeveralPage({ practice, go, open }: SeveralPageProps) {
  const { t } = useTexts('several');
  const kind = practice ? 'practice' : 'real';
  const targets = useSession((session) => session.targets);
  const library = useSession(({ libraries }) => libraries[kind]);
  const queue = useSession(({ queues }) => queues[kind]);
  const now = useNow(60_000);
  const [out, setOut] = useTakenOut(kind);
  const own = targets.filter(({ target }) => (target.kind === 'practice') === practice);
  const found = candidates(own, library, queue, now);
  const chosen = found.fit.filter(({ id }) => !out.has(id));
  const choose = (ids: readonly string[]) => {
    setOut(new Set(found.fit.map(({ id }) => id).filter((id) => !ids.includes(id))));
  };
  const back = () => go({ kind: practice ? 'practice' : 'home' });
  return (
    <HomeFrame
      current={practice ? 'practice' : 'home'}
      title={t('title')}
      lead={t('lead')}
      tools={
        <>
          <ActionButton
            variant="quiet"
            icon={<ServerMultipleRegular aria-hidden />}
            onPress={() => go({ kind: 'handoff', of: kind })}
          >
            {t('handoff:open')}
          </ActionButton>
          <ActionButton variant="quiet" icon={<ArrowLeftRegular aria-hidden />} onPress={back}>
            {t('back')}
          </ActionButton>
        </>
      }
      go={go}
    >
      <ChooseServers
        candidates={found}
        chosen={new Set(chosen.map(({ id }) => id))}
        onChoose={choose}
        onOpen={open}
      />
      {found.fit.length === 0 ? (
        <EmptyState title={t('nobody')} actions={<ActionButton onPress={back}>{t('back')}</ActionButton>}>
          {t('nobodyWhy')}
        </EmptyState>
      ) : (
        <>
          <DecideOnce servers={chosen} library={library} />
          <ConfirmSheet
            servers={chosen}
            library={library}
            now={now}
            onOpen={(targetId, step) => go({ kind: 'server', targetId, journey: 'onboard', step })}
            onQueued={back}
          />
        </>
      )}
    </HomeFrame>
  );
}
