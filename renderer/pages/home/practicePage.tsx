import { BeakerRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTexts } from '../../useTexts';
import {
  firstScenario,
  hiddenScenarios,
  scenarioSystems,
  scenarios,
  type Scenario,
} from '../../../shared/model/practice';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { EmptyState } from '../../components/emptyState';
import { FindField } from '../../components/findField';
import type { RowContent } from '../../components/row';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { useSession } from '../../mirror';
import { HomeFrame } from './homeFrame';
import { Servers } from './servers';
import type { HomePageProps } from './homePage';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import './home.css';

/** The practice servers that were opened, and every scenario that can be. */
export function PracticePage({ go, open }: HomePageProps) {
  const { t } = useTexts('home');
  const client = useClient();
  // Text, so that a change of a server that stays in the list is none here.
  const ids = useSession(({ targets }) => targets.map(({ target }) => target.id).join(' '));
  const { ask, failure } = useAsk();
  const [starting, setStarting] = useState<string>();
  const [words, setWords] = useState('');
  const queued = useSession(({ queues }) => queues.practice.entries.length);
  const opened = new Set(ids.split(' '));
  const wanted = words.trim().toLowerCase();
  const matching = scenarios.filter(({ nameKey, descriptionKey }) =>
    `${t(nameKey)} ${t(descriptionKey)}`.toLowerCase().includes(wanted),
  );

  const isOpened = (id: string) => opened.has(`practice-${id}`);
  // The hint is shown once, and not to a person who searches, has opened this server, or has a queue to start.
  const first =
    wanted === '' && queued === 0 && !isOpened(firstScenario)
      ? matching.find(({ id }) => id === firstScenario)
      : undefined;

  const start = async (machine: string) => {
    setStarting(machine);
    const added = await ask(() => client.addTarget({ kind: 'practice', machine }));
    setStarting(undefined);
    if (added !== undefined) open(added.targetId);
  };

  const row = (scenario: Scenario): RowContent => ({
    ...rowOf(scenario.id, t(scenario.nameKey), t(scenario.descriptionKey), scenario === first),
    value: t('practice.minutes', { minutes: scenario.minutes }),
  });
  const rowOf = (id: string, name: string, detail: string, isFirst = false): RowContent => {
    const known = isOpened(id);
    return {
      id,
      title: name,
      glyph: <BeakerRegular aria-hidden />,
      detail,
      actions: (
        <ActionButton
          size="small"
          variant={isFirst ? 'primary' : 'secondary'}
          busy={starting === id ? t('frame:starting') : undefined}
          onPress={() => {
            if (known) open(`practice-${id}`);
            else void start(id);
          }}
        >
          {t(known ? 'practice.again' : 'practice.start')}
          <span className="gw-hidden"> {name}</span>
        </ActionButton>
      ),
    };
  };

  const faults = hiddenScenarios
    .map(({ id, seen }, index) => {
      const name = t('practice.hidden.name', { number: index + 1 });
      const told = t('practice.hidden.seen', { symptom: t(`questions:symptom.${seen}`) });
      return { words: `${name} ${told}`.toLowerCase(), row: rowOf(id, name, told) };
    })
    .filter((one) => one.words.includes(wanted))
    .map((one) => one.row);

  return (
    <HomeFrame
      current="practice"
      title={t('practice.title')}
      lead={t('practice.lead')}
      tools={
        <FindField
          label={t('practice.find')}
          words={words}
          onWords={setWords}
          found={t('practice.found', { count: matching.length + faults.length })}
        />
      }
      go={go}
    >
      {failure !== null && <FailureNote failure={failure} />}
      {first !== undefined && (
        <Section title={t('practice.first')}>
          <p className="gw-detail gw-practice-first">{t('practice.firstWhy')}</p>
          <RowList label={t('practice.first')} rows={[row(first)]} />
        </Section>
      )}
      <Servers
        practice
        words={words}
        onOpen={open}
        onSeveral={() => go({ kind: 'several', practice: true })}
        onResults={() => go({ kind: 'results', practice: true })}
      />
      {matching.length + faults.length === 0 && (
        <EmptyState
          title={t('practice.noMatch', { words: words.trim() })}
          actions={<ActionButton onPress={() => setWords('')}>{t('practice.showAll')}</ActionButton>}
        />
      )}
      {scenarioSystems.map((os) => {
        const rows = matching.filter((entry) => entry.os === os && entry !== first).map(row);
        if (rows.length === 0) return null;
        return (
          <Section key={os} title={t(`practice.os.${os}`)}>
            <RowList label={t(`practice.os.${os}`)} rows={rows} />
          </Section>
        );
      })}
      {faults.length > 0 && (
        <Section title={t('practice.hidden.title')}>
          <p className="gw-detail gw-practice-first">{t('practice.hidden.lead')}</p>
          <RowList label={t('practice.hidden.title')} rows={faults} />
        </Section>
      )}
    </HomeFrame>
  );
}
