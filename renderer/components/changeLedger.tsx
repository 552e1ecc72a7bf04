import { ArrowUndoRegular } from '@fluentui/react-icons';
import { useTexts } from '../useTexts';
import { ActionButton } from './actionButton';
import { Glyph } from './glyph';
import { PropertyList } from './propertyList';
import './changeLedger.css';

/** What becomes of a change: it can be undone here, is one-way, or a word says why it stays. */
export type ChangeEnd =
  | { kind: 'undo'; onUndo: () => void }
  | { kind: 'oneWay'; text: string }
  | { kind: 'word'; text: string };

/** One change, read back from the server: when, what, before and now, and where it can be seen. */
export type LedgerChange = {
  id: string;
  time: string;
  title: string;
  before: string;
  now: string;
  source?: string;
  end: ChangeEnd;
};

/** The changes, newest first. */
export type ChangeLedgerProps = { label: string; changes: readonly LedgerChange[] };

/** Everything that was changed on the server, with its way back. */
export function ChangeLedger({ label, changes }: ChangeLedgerProps) {
  const { t } = useTexts('components');
  return (
    <ol aria-label={label}>
      {changes.map((change) => (
        <li key={change.id} className="gw-change">
          <span className="gw-change-time">{change.time}</span>
          <div>
            <h3>{change.title}</h3>
            <PropertyList
              items={[
                { name: t('ledger.before'), value: change.before },
                { name: t('ledger.now'), value: change.now },
              ]}
            />
            {change.source !== undefined && <div className="gw-change-source gw-mono">{change.source}</div>}
          </div>
          <span className={`gw-change-end gw-change-end-${change.end.kind}`}>
            {change.end.kind === 'oneWay' && <Glyph state="oneWay" size={16} />}
            {change.end.kind === 'undo' ? (
              <ActionButton
                variant="quiet"
                size="small"
                icon={<ArrowUndoRegular aria-hidden />}
                onPress={change.end.onUndo}
              >
                {t('ledger.undo')} <span className="gw-hidden">{change.title}</span>
              </ActionButton>
            ) : (
              change.end.text
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
