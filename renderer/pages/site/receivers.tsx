import { AddRegular, DismissRegular, ServerRegular, SubtractRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import {
  mostOfProfile,
  profileFamilies,
  type ProfileFamily,
  type SiteEntry,
} from '../../../shared/model/siteKit';
import { firstBuildWithSensor, osFamilies } from '../../../shared/knowledge/os';
import { isPracticeId } from '../../../shared/model/target';
import { serversOf, type ListedServer, type Receiver } from '../../../shared/site/siteRows';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { ChoiceList } from '../../components/choiceList';
import { EmptyState } from '../../components/emptyState';
import { Question } from '../../components/question';
import type { RowContent } from '../../components/row';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import type { Ask } from '../../frame/useAsk';
import { useTimes } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import { ChooseServers } from './chooseServers';
import { osWords, receiverName } from './siteWords';
import '../../components/section.css';
import './site.css';

/** For whom the kit is, the servers that could be in it, and how a request is sent. */
export interface ReceiversProps {
  readonly receivers: readonly Receiver[];
  readonly listed: readonly ListedServer[];
  readonly ask: Ask['ask'];
}

/** The servers and profiles of a kit: how many of each, and what is known of them. */
export function Receivers({ receivers, listed, ask }: ReceiversProps) {
  const { t } = useTexts('site');
  const client = useClient();
  const times = useTimes();
  const [layer, setLayer] = useState<'profile' | 'servers'>();
  const change = (input: Parameters<typeof client.changeSite>[0]['change']) =>
    void ask(() => client.changeSite({ change: input }));
  const readOne = (targetId: string) =>
    void ask(() => client.readMany({ practice: isPracticeId(targetId), targetIds: [targetId] }));
  const servers = receivers.flatMap(({ entry }) => (entry.kind === 'server' ? [entry.targetId] : []));
  const read = receivers.filter(({ state }) => state === 'read').length;
  const count = serversOf(receivers);

  const stateWords = ({ state, family, entry }: Receiver): string => {
    if (state === 'read') {
      const facts = listed.find(
        ({ targetId }) => entry.kind === 'server' && targetId === entry.targetId,
      )?.facts;
      return t('build.state.read', { at: times.date(facts?.readAt ?? 0) });
    }
    if (state === 'unsupported') return t('build.state.unsupported', { next: nextFor(family) });
    const build = osFamilies.find((one) => one.family === family)?.build ?? 0;
    return t(
      `build.state.${state === 'unknown' && build >= firstBuildWithSensor ? 'unknownBuiltIn' : state}`,
    );
  };
  const nextFor = (family: Receiver['family']): string =>
    family === '2008r2' || family === '2012' ? t(`knowledge:refusal.${family}.next`) : '';

  const rows = receivers.map((receiver): RowContent => {
    const { key, entry } = receiver;
    const name = receiverName(t, receiver);
    const takeOut = () =>
      change(
        entry.kind === 'profile'
          ? { kind: 'profile', family: entry.family, count: 0 }
          : { kind: 'servers', targetIds: servers.filter((id) => id !== entry.targetId) },
      );
    return {
      id: key,
      title: name,
      glyph: <ServerRegular aria-hidden />,
      detail: stateWords(receiver),
      actions: (
        <>
          {receiver.state === 'unread' && entry.kind === 'server' && (
            <ActionButton size="small" onPress={() => readOne(entry.targetId)}>
              {t('build.read')}
              <span className="gw-hidden"> {name}</span>
            </ActionButton>
          )}
          {entry.kind === 'profile' && (
            <Stepper
              family={entry.family}
              count={entry.count}
              onCount={(next) => change({ kind: 'profile', family: entry.family, count: next })}
            />
          )}
          <ActionButton
            variant="quiet"
            size="small"
            iconOnly
            icon={<DismissRegular aria-hidden />}
            onPress={takeOut}
          >
            {t('build.remove', { name })}
          </ActionButton>
        </>
      ),
    };
  });

  return (
    <Section
      title={t('build.for')}
      note={
        count === 0
          ? undefined
          : read === 0
            ? t('build.forCountNone', { count })
            : t('build.forCount', { count, read })
      }
      end={
        <span className="gw-section-tools">
          <ActionButton onPress={() => setLayer('servers')}>{t('build.choose')}</ActionButton>
          <ActionButton icon={<AddRegular aria-hidden />} onPress={() => setLayer('profile')}>
            {t('build.addProfile')}
          </ActionButton>
        </span>
      }
    >
      {receivers.length === 0 ? (
        <EmptyState title={t('build.nobody')}>{t('build.nobodyHint')}</EmptyState>
      ) : (
        <RowList label={t('build.for')} rows={rows} />
      )}
      {layer === 'profile' && (
        <AddProfile
          there={receivers.map(({ entry }) => entry)}
          onAdd={(family, have) => {
            setLayer(undefined);
            change({ kind: 'profile', family, count: have + 1 });
          }}
          onClose={() => setLayer(undefined)}
        />
      )}
      {layer === 'servers' && (
        <ChooseServers
          listed={listed}
          chosen={servers}
          onChoose={(targetIds) => {
            setLayer(undefined);
            change({ kind: 'servers', targetIds: [...targetIds] });
          }}
          onClose={() => setLayer(undefined)}
        />
      )}
    </Section>
  );
}

/** One less, how many, one more. */
function Stepper({
  family,
  count,
  onCount,
}: {
  readonly family: ProfileFamily;
  readonly count: number;
  readonly onCount: (count: number) => void;
}) {
  const { t } = useTexts('site');
  const os = osWords(t, family);
  return (
    <span className="gw-stepper" role="group" aria-label={t('build.count', { os })}>
      <ActionButton
        variant="quiet"
        size="small"
        iconOnly
        icon={<SubtractRegular aria-hidden />}
        notYet={count <= 1}
        onPress={() => onCount(count - 1)}
      >
        {t('build.less', { os })}
      </ActionButton>
      <output className="gw-numbers">{count}</output>
      <ActionButton
        variant="quiet"
        size="small"
        iconOnly
        icon={<AddRegular aria-hidden />}
        notYet={count >= mostOfProfile}
        onPress={() => onCount(count + 1)}
      >
        {t('build.more', { os })}
      </ActionButton>
    </span>
  );
}

/** Which Windows a profile is of. One that is there already gets one server more. */
function AddProfile({
  there,
  onAdd,
  onClose,
}: {
  readonly there: readonly SiteEntry[];
  readonly onAdd: (family: ProfileFamily, have: number) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTexts('site');
  const [chosen, setChosen] = useState<ProfileFamily>();
  const have = (family: ProfileFamily): number => {
    const entry = there.find((one) => one.kind === 'profile' && one.family === family);
    return entry?.kind === 'profile' ? entry.count : 0;
  };
  return (
    <Question
      open
      onClose={onClose}
      title={t('build.addProfile')}
      actions={
        <>
          <ActionButton onPress={onClose}>{t('choose.cancel')}</ActionButton>
          <ActionButton
            variant="primary"
            notYet={chosen === undefined}
            onPress={() => {
              if (chosen !== undefined) onAdd(chosen, have(chosen));
            }}
          >
            {t('build.addIt')}
          </ActionButton>
        </>
      }
    >
      <ChoiceList
        label={t('build.profiles')}
        choices={profileFamilies.map((family) => ({
          id: family,
          name: osWords(t, family),
          detail: have(family) === 0 ? undefined : t('build.have', { count: have(family) }),
        }))}
        value={chosen}
        onChange={(id) => setChosen(profileFamilies.find((family) => family === id))}
      />
    </Question>
  );
}
