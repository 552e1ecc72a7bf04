import { SaveRegular, ServerMultipleRegular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useTexts } from '../../useTexts';
import { factsMaxAgeMs, type Knowledge } from '../../../shared/steps/assessment';
import { checksInWords } from '../../../shared/plan/checkCounts';
import { remaining } from '../../../shared/plan/plan';
import { joiningPackage } from '../../../shared/plan/situation';
import { journeys } from '../../../shared/steps/journeys';
import { openAbovePlan } from '../../../shared/steps/progress';
import { useClient } from '../../client';
import { useSession } from '../../mirror';
import { ActionButton } from '../../components/actionButton';
import { ActionList } from '../../components/actionList';
import { Note } from '../../components/note';
import { UnreadPage } from '../../run/unreadPage';
import { DangerNote } from '../../frame/dangerNote';
import type { PageProps } from '../../frame/page';
import { OtherWays } from './otherWays';
import { PlanInspector } from './planInspector';
import { PlanNotes } from './planNotes';
import { planRow } from './planRow';
import { PlanTotals } from './planTotals';
import { FieldRunNote } from '../field/fieldRun';
import { WhoDoes } from './tool/whoDoes';
import { QueueNote } from '../queue/queueNote';
import { ownName } from '../../frame/serverNames';
import { useShown } from '../../frame/useShown';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import '../../components/field.css';
import '../../components/section.css';
import './plan.css';

/** Step 6: the contract. What runs, in which order, at what cost; the server's name is typed to start it. */
export function PlanPage(page: PageProps) {
  const { t } = useTexts('plan');
  const { known } = page.assessment;
  if (known === null) return <UnreadPage page={page} step="plan" title={t('title')} />;
  return <Contract page={page} known={known} />;
}

function Contract({ page, known }: { page: PageProps; known: Knowledge }) {
  const { t, i18n } = useTexts('plan');
  const client = useClient();
  const field = useId();
  const { ask, busy, failure } = useAsk();
  const saving = useAsk();
  const queueing = useAsk();
  const writing = useAsk();
  const choosing = useAsk();
  const [typed, setTyped] = useState('');
  const [saved, setSaved] = useState<string | null>(null);
  const { view, status } = page;
  const { journey } = page.assessment;
  const { name, id: targetId } = view.target;
  // A person who gave an address types the name of the server that answered there, because that one is changed.
  const own = ownName(view);
  const gateName = own ?? name;
  const items = known.plan.filter((item) => item.step !== 'test');
  const open = remaining(items);
  const [picked, setPicked] = useState<string>();
  const selected = items.find((item) => item.id === picked) ?? open[0] ?? items[0];

  const agreed = known.confirmed ? null : (view.inputs.journeys[journey].confirmed?.keys ?? null);
  const under = view.busy === 'running' || view.busy === 'restarting' || view.busy === 'probing';
  // A confirmed plan waits in the queue, which is the only way on, unless the plan has changed since.
  const queued = useSession(({ queues }) =>
    [...queues.practice.entries, ...queues.real.entries].some(
      (entry) =>
        entry.targetId === targetId && entry.state === 'waiting' && entry.planHash === known.planHash,
    ),
  );
  const openStep = openAbovePlan(journey, status);
  const missing = items.find((item) => item.blocked);
  const right = typed.trim().toLowerCase() === gateName.toLowerCase();
  const { steps, protection } = journeys[journey];
  const changing = steps.filter(({ group }) => group === 'change').map(({ id }) => id);
  // The page that shows the first change: on newer Windows that is Onboard, because Install is not needed there.
  const watchAt = changing.find((id) => status[id].state !== 'notNeeded') ?? 'handover';

  const shown = useShown();
  const start = async (): Promise<void> => {
    const started = await ask(() =>
      client.startPlan({ targetId, journey, planHash: known.planHash, name: typed.trim() }),
    );
    // A person who has opened another step in between stays there.
    if (started !== undefined && shown.current) page.goTo(watchAt);
  };
  const startReason = (): string | undefined => {
    const blocker = status[openStep ?? 'plan'].blocker;
    const elsewhere = page.assessment.elsewhere !== null || openStep !== undefined;
    if (blocker && elsewhere) return t(`steps:${blocker.key}`, { ...blocker.values });
    if (missing) return t(missing.hindered === null ? 'missing.reason' : 'hindered.reason');
    return right ? undefined : t('name.reason');
  };
  const byFiles = view.target.kind === 'field';
  const write = async (): Promise<void> => {
    await writing.ask(() =>
      client.writeFieldRun({ targetId, journey, planHash: known.planHash, name: typed.trim() }),
    );
  };
  const primary = under
    ? { label: t('watch'), onPress: () => page.goTo(watchAt) }
    : queued
      ? { label: t('queue:plan.show'), onPress: page.goHome }
      : open.length === 0 && status.plan.blocker === null
        ? { label: t('goOn'), onPress: () => page.goTo(journey === 'onboard' ? 'onboard' : 'proof') }
        : byFiles
          ? {
              label: t('field:run.button'),
              notYet: startReason(),
              busy: writing.busy ? t('field:run.writing') : undefined,
              byKey: false,
              onPress: () => void write(),
            }
          : {
              label: t('start'),
              notYet: startReason(),
              busy: busy ? t('starting') : undefined,
              byKey: false,
              onPress: () => void start(),
            };
  const exportPlan = async (): Promise<void> => {
    const reply = await saving.ask(() => client.savePlan({ targetId, journey }));
    if (reply !== undefined) setSaved(reply.path);
  };
  const asksName = !under && !queued && open.length > 0;

  return (
    <StepPage
      page={page}
      step="plan"
      failure={failure ?? choosing.failure ?? queueing.failure ?? saving.failure ?? writing.failure}
      title={t('title')}
      lead={t(under ? 'leadRunning' : open.length === 0 ? 'leadNothing' : 'lead', { name })}
      scripts={[...new Set(open.map((item) => item.action.operation))]}
      tools={
        <>
          {journey === 'onboard' && (
            <ActionButton variant="quiet" icon={<ServerMultipleRegular aria-hidden />} onPress={page.handOff}>
              {t('handoff:openShort')}
            </ActionButton>
          )}
          {open.length > 0 && (
            <ActionButton
              variant="quiet"
              icon={<SaveRegular aria-hidden />}
              busy={saving.busy ? t('export.busy') : undefined}
              onPress={() => void exportPlan()}
            >
              {t('export.button')}
            </ActionButton>
          )}
        </>
      }
      scriptNow={selected?.needed === true ? selected.action.operation : undefined}
      confirm={
        asksName && (
          <>
            <label htmlFor={field}>
              {own === null ? t('name.label', { name }) : t('name.own', { name: own, asked: name })}
            </label>
            <span className="gw-field">
              <input
                id={field}
                value={typed}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setTyped(event.target.value)}
              />
            </span>
          </>
        )
      }
      secondary={
        asksName &&
        !byFiles && (
          <OtherWays
            targetId={targetId}
            journey={journey}
            planHash={known.planHash}
            name={typed.trim()}
            reason={startReason()}
            queueing={queueing}
            writing={writing}
          />
        )
      }
      inspector={
        selected && <PlanInspector item={selected} number={items.indexOf(selected) + 1} known={known} />
      }
      primary={primary}
    >
      <QueueNote targetId={targetId} onShow={page.goHome} />
      {view.fieldKit?.journey === journey && <FieldRunNote view={view} planHash={known.planHash} />}
      {saved !== null && (
        <section className="gw-section">
          <Note glyph="done" lead={t('export.lead')}>
            {t('export.text', { path: saved })}
          </Note>
        </section>
      )}
      <PlanTotals items={items} />
      {journey === 'onboard' && <p className="gw-caption gw-plan-checks">{checksInWords(t, known.checks)}</p>}
      <section className="gw-section">
        <ActionList
          label={t('list')}
          selected={selected?.id}
          onSelect={setPicked}
          actions={items.map((item) => planRow(t, item, known, agreed, i18n.language))}
        />
      </section>
      {(journey === 'onboard' || journey === 'takeOff') && asksName && (
        <WhoDoes targetId={targetId} journey={journey} known={known} ask={choosing} />
      )}
      <DangerNote
        facts={known.situation.facts}
        name={name}
        mode={view.inputs.wishes.mode}
        onChoose={() => page.goTo(protection)}
      />
      <PlanNotes
        journey={journey}
        items={items}
        changed={agreed !== null}
        age={known.factsAgeMs > factsMaxAgeMs && !under ? known.factsAgeMs : null}
        overNetwork={view.connection !== null}
        step={openStep === undefined || openStep === 'packages' || openStep === 'package' ? null : openStep}
        script={joiningPackage(known.situation)}
        action={(id, words) => (
          <ActionButton size="small" onPress={() => page.goTo(id)}>
            {words ?? t('stepOpen.open', { step: t(`steps:name.${id}`) })}
          </ActionButton>
        )}
      />
    </StepPage>
  );
}
