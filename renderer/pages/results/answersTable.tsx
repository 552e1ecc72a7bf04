import { useState } from 'react';
import type { ReadAnswer } from '../../../shared/bridge/fleet';
import type { Match } from '../../../shared/handoff/answers/matching';
import { outcomeSchema, type FleetOutcome } from '../../../shared/model/servers/fleetNotes';
import { ActionButton } from '../../components/actionButton';
import { FindField } from '../../components/findField';
import { Glyph } from '../../components/glyph';
import { useTimes } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import { outcomeGlyphs, whenWords } from './words';
import '../../components/pill.css';
import './results.css';

/** An answer with the server of the list that it is about, and whether the list has it already. */
export interface Placed {
  readonly answer: ReadAnswer;
  readonly match: Match;
  readonly noted: boolean;
}

/** How many rows are drawn. */
const shown = 200;

/** What needs a person comes first. */
const order: readonly FleetOutcome[] = ['conflict', 'failed', 'unknown', 'notYet', 'offboarded', 'onboarded'];

/** Every answer that was read: the server, what is said of it, when and from where, and whether the list has it. */
export function AnswersTable({
  placed,
  onOpen,
}: {
  readonly placed: readonly Placed[];
  readonly onOpen: (targetId: string) => void;
}) {
  const { t } = useTexts('results');
  const times = useTimes();
  const [only, setOnly] = useState<FleetOutcome | null>(null);
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const matching = placed
    .filter(({ answer }) => only === null || answer.outcome === only)
    .filter(({ answer }) => answer.name.toLowerCase().includes(wanted))
    .toSorted((a, b) => order.indexOf(a.answer.outcome) - order.indexOf(b.answer.outcome));
  const counts = outcomeSchema.options
    .map((outcome) => ({
      outcome,
      count: placed.filter(({ answer }) => answer.outcome === outcome).length,
    }))
    .filter(({ count }) => count > 0);
  return (
    <>
      <div className="gw-results-tools">
        <FindField
          label={t('read.find')}
          words={words}
          onWords={setWords}
          found={t('read.found', { count: matching.length })}
        />
        <div className="gw-tags" role="group" aria-label={t('read.filter')}>
          {[{ outcome: null, count: placed.length }, ...counts].map(({ outcome, count }) => (
            <button
              key={outcome ?? 'all'}
              type="button"
              className="gw-pill"
              aria-pressed={only === outcome}
              onClick={() => setOnly(outcome)}
            >
              {outcome === null ? t('read.all') : t(`outcome.${outcome}`)} {count}
            </button>
          ))}
        </div>
      </div>
      <table className="gw-results-table gw-results-answers" role="table">
        <caption className="gw-hidden">{t('read.label')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {(['name', 'outcome', 'when', 'match'] as const).map((column) => (
              <th key={column} role="columnheader" scope="col">
                {t(`read.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {matching.slice(0, shown).map(({ answer, match, noted }) => (
            <tr key={answer.name} role="row">
              <th role="rowheader" scope="row">
                {answer.name}
              </th>
              <td role="cell">
                <span className="gw-results-outcome">
                  <Glyph state={outcomeGlyphs[answer.outcome]} />
                  <span>
                    {t(`outcome.${answer.outcome}`)}
                    {answer.detail !== null && <span className="gw-caption"> {answer.detail}</span>}
                  </span>
                </span>
              </td>
              <td role="cell">
                {whenWords(t, (at) => times.full(at), answer)}
                {answer.older > 0 && (
                  <span className="gw-caption"> {t('older', { count: answer.older })}</span>
                )}
              </td>
              <td role="cell">
                {match.kind === 'known' ? (
                  <ActionButton size="small" variant="quiet" onPress={() => onOpen(match.targetId)}>
                    {t(noted ? 'match.noted' : 'match.known')}
                    <span className="gw-hidden">, {t('match.open', { name: answer.name })}</span>
                  </ActionButton>
                ) : match.kind === 'new' ? (
                  t('match.new')
                ) : (
                  t('match.several', { count: match.count })
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {matching.length > shown && (
        <p className="gw-caption">{t('read.more', { count: matching.length - shown })}</p>
      )}
    </>
  );
}
