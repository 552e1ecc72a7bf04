import { useId, useState } from 'react';
import { useTexts } from '../../useTexts';
import type { ReplyOf } from '../../../shared/bridge/contract';
import type { Package } from '../../../shared/model/packages';
import { assess } from '../../../shared/steps/progress';
import { openStep, planGroups } from '../../../shared/several/severalServers';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import type { StepId } from '../../../shared/model/journeys';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import type { Candidate } from './candidate';
import { differences } from './differences';
import { PlanOfMany } from './planOfMany';
import { RefusedServers } from './refusedServers';
import '../../components/field.css';
import './several.css';

/** The servers that were chosen, and the ways out: to a server's own page, and to the queue once all were added. */
export interface ConfirmSheetProps {
  readonly servers: readonly Candidate[];
  readonly library: readonly Package[];
  readonly now: number;
  readonly onOpen: (targetId: string, step: StepId) => void;
  readonly onQueued: () => void;
}

/**
 * The plans of many servers on one sheet: the same ones once, with every server's name and every difference. The person types
 * the number of servers. What is confirmed is each server's own plan, by its hash.
 */
export function ConfirmSheet({ servers, library, now, onOpen, onQueued }: ConfirmSheetProps) {
  const { t } = useTexts('several');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const [typed, setTyped] = useState('');
  const [reply, setReply] = useState<ReplyOf<'queueMany'>>();
  const field = useId();
  const judged = servers.map((one) => ({ one, open: openStep(assess(one.view, library, now)) }));
  const ready = judged.filter(({ open }) => open === null).map(({ one }) => one);
  const waits = judged.flatMap(({ one, open }) => (open === null ? [] : [{ one, open }]));
  const nameOf = (id: string) => servers.find((one) => one.id === id)?.name ?? id;
  const right = typed.trim() === String(ready.length);
  const confirm = async () => {
    const entries = ready.map(({ id, known }) => ({ targetId: id, planHash: known.planHash }));
    const done = await ask(() => client.queueMany({ entries, typed }));
    if (done === undefined) return;
    setTyped('');
    setReply(done);
    if (done.refused.length === 0) onQueued();
  };

  return (
    <Section
      title={t('confirm.title')}
      note={t('confirm.ready', { have: ready.length, count: servers.length })}
    >
      {failure !== null && <FailureNote failure={failure} />}
      {ready.length > 0 && (
        <ul className="gw-several-differences" aria-label={t('differs.title')}>
          {differences(t, ready).map(({ id, text, caution }) => (
            <li key={id}>
              <Glyph state={caution ? 'toFix' : 'toKnow'} size={16} />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      )}
      {planGroups(ready).map((group, index) => (
        <PlanOfMany
          key={group.planHash}
          group={group}
          number={index + 1}
          onOpen={(id) => onOpen(id, 'plan')}
        />
      ))}
      {waits.length > 0 && (
        <>
          <h3>{t('confirm.waits', { count: waits.length })}</h3>
          <RowList
            label={t('confirm.waits', { count: waits.length })}
            layout="dense"
            rows={waits.map(({ one, open }) => ({
              id: one.id,
              title: one.name,
              glyph: <Glyph state="ahead" />,
              value: t('confirm.step', {
                step: t(`steps:name.${open.step}`),
                note: t(`steps:${open.note.key}`, { ...open.note.values }),
              }),
              actions: (
                <ActionButton size="small" variant="quiet" onPress={() => onOpen(one.id, open.step)}>
                  {t('open')}
                  <span className="gw-hidden"> {one.name}</span>
                </ActionButton>
              ),
            }))}
          />
        </>
      )}
      {ready.length > 0 && (
        <form
          className="gw-several-confirm"
          onSubmit={(event) => {
            event.preventDefault();
            if (right) void confirm();
          }}
        >
          <label htmlFor={field}>{t('confirm.type')}</label>
          <span className="gw-field">
            <input
              id={field}
              value={typed}
              inputMode="numeric"
              autoComplete="off"
              aria-describedby={`${field}-why`}
              onChange={(event) => setTyped(event.target.value)}
            />
          </span>
          <ActionButton
            variant="primary"
            notYet={!right}
            describedBy={`${field}-why`}
            busy={busy ? t('confirm.busy') : undefined}
            onPress={() => void confirm()}
          >
            {t('confirm.verb', { count: ready.length })}
          </ActionButton>
          <p className="gw-caption" id={`${field}-why`}>
            {t('confirm.why', { count: ready.length })}
          </p>
        </form>
      )}
      {reply !== undefined && (
        <RefusedServers
          lead={t('confirm.refused', { count: reply.queued })}
          refused={reply.refused}
          nameOf={nameOf}
        />
      )}
    </Section>
  );
}
