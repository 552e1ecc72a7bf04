import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { ServerState } from '../../../shared/model/facts';
import { ActionButton } from '../../components/actionButton';
import { FactRow } from '../../components/factRow';
import { FactTable } from '../../components/factTable';
import { FindField } from '../../components/findField';
import { Section } from '../../components/section';
import { useServerTimes, useTimes } from '../../frame/useTimes';
import { factRows, shortCount } from './factRows';

/** The facts and when they arrived, in epoch ms of this computer. */
export interface ServerFactsProps {
  readonly facts: ServerState;
  readonly factsAt: number;
  /** How far the server's clock is ahead (ms), as measured. */
  readonly skewMs: number | null;
}

/** The facts with source and time; the deciding ones at first, all of them on demand. */
export function ServerFacts({ facts, factsAt, skewMs }: ServerFactsProps) {
  const { t, i18n } = useTexts('server');
  const times = useTimes();
  const there = useServerTimes({ skewMs });
  const [all, setAll] = useState(false);
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const rows = factRows(t, there, i18n.language, facts);
  // A fact that could not be read is important, so it is never among the hidden ones.
  const usual = all ? rows : rows.filter((row, index) => index < shortCount || row.problem !== undefined);
  const matches = (row: (typeof rows)[number]) =>
    [t(`fact.${row.id}`), row.value, row.source, row.problem].join(' ').toLowerCase().includes(wanted);
  // A search looks through all facts.
  const shown = wanted === '' ? usual : rows.filter(matches);
  return (
    <Section
      title={t('facts.title')}
      note={t('facts.count', { count: shown.length, of: rows.length })}
      end={
        <>
          <FindField
            label={t('facts.find')}
            words={words}
            onWords={setWords}
            found={t('facts.found', { count: shown.length })}
          />
          <ActionButton variant="link" expanded={all} onPress={() => setAll(!all)}>
            {t(all ? 'facts.less' : 'facts.all')}
          </ActionButton>
        </>
      }
    >
      {shown.length === 0 && <p className="gw-detail">{t('facts.noMatch')}</p>}
      <FactTable label={t('facts.title')}>
        {shown.map(({ id, value, glyph, source, problem }) => (
          <FactRow
            key={id}
            fact={t(`fact.${id}`)}
            value={value}
            glyph={glyph}
            source={source}
            time={times.time(factsAt)}
            unreadable={problem}
          />
        ))}
      </FactTable>
    </Section>
  );
}
