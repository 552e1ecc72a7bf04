import { actionText } from '../../../shared/plan/actionText';
import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { plainEvidence } from '../../../shared/plan/plainEvidence';
import { modeValueIn } from '../../../shared/plan/actions/onboarding';
import { afterReturn } from '../../../shared/plan/guard';
import type { Change, TargetView } from '../../../shared/bridge/session';
import { useClient } from '../../client';
import { ChangeLedger, type ChangeEnd } from '../../components/changeLedger';
import { CopyButton } from '../../components/copyButton';
import { Drawer } from '../../components/drawer';
import { useAsk } from '../useAsk';
import { FailureNote } from '../failureNote';
import { NameQuestion } from '../asking/nameQuestion';
import { TrustLedger } from './trustLedger';
import { WhatFollows } from './whatFollows';
import { useSayer } from '../useSayer';
import { useTimes } from '../useTimes';

/** The changes of a server, newest first; `onUndone` leads to where the undo can be watched. */
export interface LedgerDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly view: TargetView;
  readonly onUndoStarted: () => void;
}

/** Everything that Gangway changed on the server, and on this computer because of it, with the way back if there is one. */
export function LedgerDrawer({ open, onClose, view, onUndoStarted }: LedgerDrawerProps) {
  const { t } = useTexts('frame');
  const client = useClient();
  const times = useTimes();
  const sayer = useSayer();
  const { ask, busy, failure } = useAsk();
  const [asking, setAsking] = useState(false);
  const { name } = view.target;
  const held = view.connection?.trustedHost ?? null;
  const changes = view.changes.toSorted((a, b) => b.at - a.at);
  const title = (change: Change) => actionText(t, change.action, 'ledger');
  // Only the newest change of its kind can be taken back: an older one is no longer what the server shows.
  const newest = changes.find((change) => change.undo === 'possible');

  const value = modeValueIn(newest?.before ?? '');
  const follows = view.facts === null || value === undefined ? null : afterReturn(view.facts, value);

  const end = (change: Change): ChangeEnd => {
    if (change === newest && view.busy === 'idle') return { kind: 'undo', onUndo: () => setAsking(true) };
    if (change.undo === 'oneWay') return { kind: 'oneWay', text: t('ledger.oneWay') };
    return { kind: 'word', text: t(change.undo === 'undone' ? 'ledger.undone' : 'ledger.stays') };
  };

  const undo = async (typed: string) => {
    const started = await ask(() => client.undoMode({ targetId: view.target.id, name: typed }));
    if (started === undefined) return;
    setAsking(false);
    onClose();
    onUndoStarted();
  };

  const asText = () =>
    changes
      .map((change) => [times.full(change.at), title(change), change.before, change.after].join('\t'))
      .join('\n');

  const none = held === null ? 'ledger.none' : 'ledger.noneThere';
  const lead = changes.length === 0 ? t(none, { name }) : t('ledger.order');

  return (
    <>
      <Drawer
        open={open && !asking}
        onClose={onClose}
        title={t(held === null ? 'ledger.title' : 'ledger.titleHere', { count: changes.length, name })}
        lead={lead}
        foot={
          changes.length > 0 ? <CopyButton size="medium" label={t('ledger.copy')} text={asText} /> : undefined
        }
      >
        {held !== null && <TrustLedger targetId={view.target.id} held={held} />}
        {changes.length > 0 && (
          <ChangeLedger
            label={t('ledger.label', { name })}
            changes={changes.map((change) => ({
              id: `${change.runId}-${change.nn}`,
              time: times.moment(change.at),
              title: title(change),
              before: change.before === '' ? t('ledger.nothing') : plainEvidence(change.before, sayer),
              now: change.after === '' ? t('ledger.nothing') : plainEvidence(change.after, sayer),
              end: end(change),
            }))}
          />
        )}
      </Drawer>
      <NameQuestion
        open={asking}
        onClose={() => setAsking(false)}
        name={name}
        title={t('undo.title', { name })}
        lead={t(follows?.when === 'onboarding' ? 'undo.leadLater' : 'undo.lead', {
          before: newest?.before ?? '',
          name,
        })}
        confirm={t('undo.confirm')}
        busy={busy}
        onConfirm={(typed) => void undo(typed)}
      >
        {follows !== null && view.facts !== null && <WhatFollows follows={follows} facts={view.facts} />}
        {failure !== null && <FailureNote failure={failure} />}
      </NameQuestion>
    </>
  );
}
