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
import { hasSession } from '../../../shared/model/target';

/** The changes of a server, newest first; `onUndone` leads to where the undo can be watched. */
export interface LedgerDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly view: TargetView;
  readonly onUndoStarted: (change: Change) => void;
}

/** Everything that Gangway changed on the server, and on this computer because of it, with the way back if there is one. */
export function LedgerDrawer({ open, onClose, view, onUndoStarted }: LedgerDrawerProps) {
  const { t } = useTexts('frame');
  const client = useClient();
  const times = useTimes();
  const sayer = useSayer();
  const { ask, busy, failure } = useAsk();
  const [asking, setAsking] = useState<Change>();
  const { name } = view.target;
  const held = view.connection?.trustedHost ?? null;
  const changes = view.changes.toSorted((a, b) => b.at - a.at);
  const title = (change: Change) => actionText(t, change.action, 'ledger');
  // Only the newest change of its kind can be taken back: an older one is no longer what the server shows.
  const isNewest = (change: Change): boolean =>
    changes.find(({ action, undo }) => action === change.action && undo === 'possible') === change;

  const ofMode = asking === undefined || asking.action === 'set-mode';
  const value = asking?.action === 'set-mode' ? modeValueIn(asking.before) : undefined;
  const follows = view.facts === null || value === undefined ? null : afterReturn(view.facts, value);

  const end = (change: Change): ChangeEnd => {
    if (isNewest(change) && !hasSession(view.target)) return { kind: 'word', text: t('field:session.short') };
    if (isNewest(change) && view.busy === 'idle') return { kind: 'undo', onUndo: () => setAsking(change) };
    if (change.undo === 'oneWay') return { kind: 'oneWay', text: t('ledger.oneWay') };
    return { kind: 'word', text: t(change.undo === 'undone' ? 'ledger.undone' : 'ledger.stays') };
  };

  const undo = async (change: Change, typed: string) => {
    const { runId, nn } = change;
    const wish = { targetId: view.target.id, change: { runId, nn }, name: typed };
    const started = await ask(() => client.undoChange(wish));
    if (started === undefined) return;
    setAsking(undefined);
    onClose();
    onUndoStarted(change);
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
        open={open && asking === undefined}
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
        open={asking !== undefined}
        onClose={() => setAsking(undefined)}
        name={name}
        title={ofMode ? t('undo.title', { name }) : t('undo.titleOther', { name, change: title(asking) })}
        lead={t(
          !ofMode ? 'undo.leadOther' : follows?.when === 'onboarding' ? 'undo.leadLater' : 'undo.lead',
          {
            before: plainEvidence(asking?.before ?? '', sayer),
            name,
          },
        )}
        confirm={t(ofMode ? 'undo.confirm' : 'undo.confirmOther')}
        busy={busy}
        onConfirm={(typed) => void (asking && undo(asking, typed))}
      >
        {follows !== null && view.facts !== null && <WhatFollows follows={follows} facts={view.facts} />}
        {failure !== null && <FailureNote failure={failure} />}
      </NameQuestion>
    </>
  );
}
