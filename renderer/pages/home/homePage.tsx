import type { StepId } from '../../../shared/model/journeys';
import {
  AddRegular,
  BeakerRegular,
  DesktopRegular,
  DocumentTextRegular,
  LockClosedRegular,
  ServerRegular,
} from '@fluentui/react-icons';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../../useTexts';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Journey } from '../../components/journey';
import { RowList } from '../../components/rowList';
import { loadAllTexts } from '../../i18n';
import { useSession } from '../../mirror';
import { HomeFrame } from './homeFrame';
import type { OpenServer, Place } from '../../frame/place';
import { useAsk } from '../../frame/useAsk';
import './home.css';

// At the first run there are no servers yet. The list is loaded later, because it needs every check and every action.
const Servers = lazy(async () => {
  const [file] = await Promise.all([import('./servers'), loadAllTexts()]);
  return { default: file.Servers };
});

const ImportDrawer = lazy(async () => {
  const [file] = await Promise.all([import('./importDrawer'), loadAllTexts()]);
  return { default: file.ImportDrawer };
});

// What a failure is called is half of all that the first page could say, and seldom said.
const FailureNote = lazy(async () => {
  const [file] = await Promise.all([import('../../frame/failureNote'), loadAllTexts()]);
  return { default: file.FailureNote };
});

/** How the pages outside the wizard lead to others. */
export interface HomePageProps {
  readonly go: (place: Place) => void;
  readonly open: OpenServer;
}

/** The real servers by what they need; at the first run the picture of the way and the ways to start. */
export function HomePage({ go, open }: HomePageProps) {
  const { t } = useTexts('home');
  const client = useClient();
  const { realTargets } = useHello();
  const hasServers = useSession(({ targets }) => targets.some(({ target }) => target.kind !== 'practice'));
  const { ask, busy, failure } = useAsk();
  const [importing, setImporting] = useState(false);

  if (hasServers)
    return (
      <HomeFrame
        current="home"
        title={t('title')}
        lead={t('lead')}
        tools={
          <ActionButton icon={<AddRegular aria-hidden />} onPress={() => go({ kind: 'add' })}>
            {t('add.button')}
          </ActionButton>
        }
        go={go}
      >
        <Suspense>
          <Servers
            practice={false}
            onOpen={open}
            onSeveral={() => go({ kind: 'several', practice: false })}
            onResults={() => go({ kind: 'results', practice: false })}
          />
        </Suspense>
      </HomeFrame>
    );

  const start = async () => {
    const added = await ask(() => client.addTarget({ kind: 'local' }));
    if (added !== undefined) open(added.targetId);
  };
  const practice = {
    id: 'practice',
    glyph: <BeakerRegular aria-hidden />,
    title: t('start.practice.title'),
    detail: t('start.practice.detail'),
    actions: (
      <ActionButton variant={realTargets ? 'secondary' : 'primary'} onPress={() => go({ kind: 'practice' })}>
        {t('start.practice.verb')}
      </ActionButton>
    ),
  };
  const local = {
    id: 'local',
    glyph: <DesktopRegular aria-hidden />,
    title: t('start.local.title'),
    detail: t('start.local.detail'),
    actions: (
      <ActionButton
        variant="primary"
        busy={busy ? t('frame:starting') : undefined}
        onPress={() => void start()}
      >
        {t('start.local.verb')}
      </ActionButton>
    ),
  };
  const remote = {
    id: 'remote',
    glyph: <ServerRegular aria-hidden />,
    title: t('start.remote.title'),
    detail: t('start.remote.detail'),
    actions: <ActionButton onPress={() => go({ kind: 'add' })}>{t('start.remote.verb')}</ActionButton>,
  };
  const list = {
    id: 'list',
    glyph: <DocumentTextRegular aria-hidden />,
    title: t('start.list.title'),
    detail: t('start.list.detail'),
    actions: (
      <>
        <ActionButton variant="quiet" onPress={() => go({ kind: 'results', practice: false })}>
          {t('start.list.results')}
        </ActionButton>
        <ActionButton onPress={() => setImporting(true)}>{t('start.list.verb')}</ActionButton>
      </>
    ),
  };
  const names = (...ids: readonly StepId[]) => ids.map((id) => t(`steps:name.${id}`));
  return (
    <HomeFrame current="home" title={t('welcome.title')} lead={t('welcome.lead')} welcome go={go}>
      <Journey
        label={t('welcome.picture')}
        look={{
          title: t('welcome.look'),
          hint: t('welcome.lookHint'),
          stops: [
            ...names('connect', 'server', 'packages', 'prerequisites'),
            t('welcome.mode'),
            ...names('plan'),
          ],
        }}
        begin={t('steps:group.change')}
        change={names('install', 'onboard')}
        prove={{ title: t('welcome.prove'), hint: t('welcome.proveHint'), stops: names('test', 'handover') }}
      />
      {failure !== null && (
        <Suspense>
          <FailureNote failure={failure} />
        </Suspense>
      )}
      <RowList
        label={t('welcome.starts')}
        rows={realTargets ? [local, remote, list, practice] : [practice]}
      />
      {!realTargets && <p className="gw-home-note gw-detail">{t('noRealTargets')}</p>}
      <p className="gw-home-foot gw-detail">
        <LockClosedRegular aria-hidden fontSize={20} />
        {t('welcome.foot')}
      </p>
      {importing && (
        <Suspense>
          <ImportDrawer practice={false} open onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </HomeFrame>
  );
}
