import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../useTexts';
import { rungIds, type TargetView } from '../../../shared/bridge/session';
import { useAnnouncer } from '../../announcer';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Section } from '../../components/section';
import { AccountChoice } from './accountChoice';
import { Asking } from '../../frame/asking/asking';
import { ByFiles } from './byFiles';
import { Connection, connectScripts } from './connection';
import { connectWords } from '../../frame/asking/connectWords';
import { PortChoice } from './portChoice';
import { ServerName } from './serverName';
import { StoppedAbove } from './stoppedAbove';
import { storedAccount } from '../../frame/asking/storedAccount';
import { useWay } from './useWay';
import { isOfTheLink } from '../../frame/failureText';
import type { PageProps } from '../../frame/page';
import { usePlace } from '../../frame/place';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import '../../run/twoColumns.css';

/** Step 1: shows that Gangway can work on the right server. */
export function ConnectPage(page: PageProps) {
  return page.view.target.kind === 'field' ? <ByFiles {...page} /> : <Ladder {...page} />;
}

/** The test of the way to a server starts by itself, because it only reads. */
function Ladder(page: PageProps) {
  const { t } = useTexts('connect');
  const client = useClient();
  const { view } = page;
  const { ask, busy, failure } = useAsk();
  const targetId = view.target.id;
  const way = useWay(targetId);
  const [, go] = usePlace();
  const stored = storedAccount(view);
  // A choice is kept until another account is stored.
  const [picked, setPicked] = useState<{ readonly over: string; readonly id: string }>();
  const pick = (id: string) => setPicked({ over: stored, id });
  const accounts = useRef<HTMLDivElement>(null);
  const passed = view.rungs.filter(({ state }) => state === 'done' || state === 'notNeeded').length;
  const stoppedAt = view.rungs.findIndex(({ state }) => state === 'stopped') + 1;
  const untested = view.rungs.every(({ state }) => state === 'ahead') && view.busy === 'idle';
  const started = useRef(false);
  const { again } = way;

  useEffect(() => {
    if (!untested || started.current) return;
    started.current = true;
    again();
  }, [untested, again]);

  useSpokenEnd(view, passed);

  const read = async () => {
    const done = await ask(() => client.readFacts({ targetId }));
    if (done !== undefined) page.goTo('server');
  };
  const chooseAccount = () => {
    if (view.target.kind === 'remote') {
      way.signIn();
      return;
    }
    // Practice has no prompt: the next account is chosen, and a person presses its button.
    const next = view.practice?.accounts.find((name) => name !== stored);
    if (next !== undefined) pick(next);
    accounts.current?.querySelector('input')?.focus();
  };
  const testing = view.busy === 'connecting';
  const reading = view.busy === 'reading' || busy;
  const overNetwork = view.connection !== null;
  const held = view.connection?.trustedHost ?? null;
  const note =
    stoppedAt > 0
      ? t('stoppedAt', { have: stoppedAt, of: rungIds.length })
      : t('count', { have: passed, of: rungIds.length });
  // After a reading that found no way, older green rungs prove nothing: they must be tested again.
  const atRest = view.busy === 'idle' || testing;
  const lost = atRest && stoppedAt <= 0 && view.readFailure !== null && isOfTheLink(view.readFailure);
  const onwards = {
    label: view.facts === null ? t('read') : t('continue'),
    onPress: () => (view.facts === null ? void read() : page.goTo('server')),
    busy: reading && view.facts === null && view.connectedAt !== null ? t('reading') : undefined,
    notYet: view.connectedAt === null ? t('steps:blocker.connectFirst') : undefined,
  };
  // The cause of a reading that could not connect stands under its rung.
  const why = stoppedAt > 0 ? null : (view.readFailure ?? failure ?? way.failure);
  // The name of the server is on the page already.
  const shownFailure = why?.detail === view.target.name ? { ...why, detail: '' } : why;

  return (
    <StepPage
      page={page}
      step="connect"
      title={t('title')}
      lead={held === null ? t('lead') : t('leadHeld', { name: held.name })}
      scripts={overNetwork ? connectScripts : undefined}
      failure={shownFailure}
      secondary={
        !lost && (
          <ActionButton
            busy={testing ? t('testing') : undefined}
            notYet={view.busy !== 'idle'}
            onPress={way.again}
          >
            {t('again')}
          </ActionButton>
        )
      }
      primary={
        lost ? { label: t('again'), onPress: way.again, busy: testing ? t('testing') : undefined } : onwards
      }
    >
      <StoppedAbove view={view} />
      <div className="gw-two">
        <div>
          <Section title={t('which')}>
            <ServerName view={view} />
          </Section>
          {overNetwork && (
            <Section title={t('account.title')}>
              {view.target.kind === 'practice' && <p className="gw-detail">{t('account.practice')}</p>}
              <div ref={accounts}>
                <AccountChoice
                  view={view}
                  way={way}
                  picked={picked?.over === stored ? picked.id : stored}
                  onPick={pick}
                />
              </div>
              <Asking view={view} />
              <PortChoice view={view} way={way} />
            </Section>
          )}
        </div>
        <Section title={t('connection')} note={note}>
          <Connection
            view={view}
            way={way}
            onAccount={chooseAccount}
            onName={() => go(view.target.kind === 'practice' ? { kind: 'practice' } : { kind: 'add' })}
          />
        </Section>
      </div>
    </StepPage>
  );
}

/** Says how a test of the connection ended that ran while the page was open. */
function useSpokenEnd(view: TargetView, passed: number): void {
  const { t } = useTexts('connect');
  const { say, fail } = useAnnouncer();
  const testing = useRef(false);
  useEffect(() => {
    if (view.busy === 'connecting') {
      testing.current = true;
      return;
    }
    if (!testing.current) return;
    testing.current = false;
    const failure = view.rungs.find((rung) => rung.failure !== null)?.failure ?? null;
    if (failure === null) {
      say(t('spoken', { have: passed, of: rungIds.length }));
    } else {
      const words = connectWords(t, failure, view.connection?.flaws);
      fail(`connect-${Date.now()}`, `${words.title}. ${words.cause} ${words.next}`);
    }
  }, [view.busy, view.rungs, view.connection?.flaws, passed, say, fail, t]);
}
