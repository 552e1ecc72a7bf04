import { Select } from '@fluentui/react-components';
import { useId } from 'react';
import type { ChangedColumns, FleetList } from '../../../shared/bridge/fleet';
import { isOutcome } from '../../../shared/handoff/answers/columns';
import { outcomeSchema } from '../../../shared/model/servers/fleetNotes';
import { ActionButton } from '../../components/actionButton';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { useTexts } from '../../useTexts';
import './results.css';

const parts = ['name', 'outcome', 'at', 'detail'] as const;

/** A list, and what becomes of its columns. */
export interface ColumnsOfListProps {
  readonly list: FleetList;
  /** What changed, and whether the rows count from now on. */
  readonly onName: (change: ChangedColumns, confirmed: boolean) => void;
}

/** A list whose columns a person names: which is what, and what its words mean. Nothing of it counts before that is confirmed. */
export function ColumnsOfList({ list, onName }: ColumnsOfListProps) {
  const { t } = useTexts('results');
  const hint = useId();
  const { chosen, file, columns, words } = list;
  const title = t('list.title', { file });
  const note = t('list.note', { count: list.rows });
  if (list.confirmed)
    return (
      <Section
        title={title}
        note={note}
        end={
          <ActionButton size="small" variant="quiet" onPress={() => onName({}, false)}>
            {t('list.change')}
          </ActionButton>
        }
      >
        <p className="gw-detail">{t('list.confirmed')}</p>
      </Section>
    );
  const isNamed = chosen.name !== null && chosen.outcome !== null && words !== null;
  return (
    <Section title={title} note={note}>
      <p className="gw-detail">{t('list.lead')}</p>
      <div className="gw-results-columns">
        {parts.map((part) => (
          <label key={part}>
            <span>{t(`list.column.${part}`)}</span>
            <Select
              value={chosen[part] === null ? '' : String(chosen[part])}
              onChange={(_, { value }) => onName({ [part]: value === '' ? null : Number(value) }, false)}
            >
              <option value="">{t('list.none')}</option>
              {columns.map((column, index) => (
                <option key={`${String(index)} ${column}`} value={index}>
                  {column === '' ? t('list.empty') : column}
                </option>
              ))}
            </Select>
          </label>
        ))}
      </div>
      {chosen.outcome !== null && words === null && <Note tone="caution">{t('list.tooMany')}</Note>}
      {words !== null && (
        <div className="gw-results-columns">
          {words.map(({ word, count }) => {
            const shown = word === '' ? t('list.empty') : word;
            return (
              <label key={word}>
                <span>{t('list.meaningOf', { word: shown, count })}</span>
                <Select
                  aria-label={t('list.meaning', { word: shown })}
                  value={Object.hasOwn(chosen.meanings, word) ? chosen.meanings[word] : 'unknown'}
                  onChange={(_, { value }) => {
                    if (isOutcome(value)) onName({ meanings: { [word]: value } }, false);
                  }}
                >
                  {outcomeSchema.options.map((outcome) => (
                    <option key={outcome} value={outcome}>
                      {t(`outcome.${outcome}`)}
                    </option>
                  ))}
                </Select>
              </label>
            );
          })}
        </div>
      )}
      <table className="gw-results-table">
        <caption className="gw-hidden">{t('list.samples', { file })}</caption>
        <tbody>
          {columns.map((column, index) => (
            <tr key={`${String(index)} ${column}`}>
              <th scope="row">{column === '' ? t('list.empty') : column}</th>
              <td className="gw-detail">{list.samples.map((row) => row[index] ?? '').join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="gw-caption gw-results-part" id={hint}>
        {isNamed ? t('list.date') : t('list.notYet')}
      </p>
      <ActionButton notYet={!isNamed} describedBy={hint} onPress={() => onName({}, true)}>
        {t('list.use')}
      </ActionButton>
    </Section>
  );
}
