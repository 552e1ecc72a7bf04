import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { defenderNow } from '../../../shared/model/antivirus/antivirusMode';
import type { ProtectionMode } from '../../../shared/model/wishes';
import { hasGap, isPassiveTrapped, modeOutlook, suggestedMode } from '../../../shared/plan/modes';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { ModeTable } from '../../components/modeTable';
import { Note } from '../../components/note';
import { UnreadPage } from '../../run/unreadPage';
import { otherProtector } from '../../frame/protector';
import { AcceptGap } from '../../components/acceptGap';
import { DangerNote } from '../../frame/dangerNote';
import { wantedSettings } from '../../../shared/steps/claims';
import { Section } from '../../components/section';
import { SettingRows, type SettingRowsProps } from '../settings/settingRows';
import { ModeTimeline } from './modeTimeline';
import { ModeReading } from './modeReading';
import { modeRows } from './modeRows';
import type { PageProps } from '../../frame/page';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import '../../components/section.css';

/** Step 5: which product blocks threats, and what that means at each moment. A person chooses; a suggestion is only preselected. */
export function ModePage(page: PageProps) {
  const { known } = page.assessment;
  const { t } = useTexts('mode');
  if (known === null) return <UnreadPage page={page} step="mode" title={t('title')} />;
  return <Choose page={page} known={known} />;
}

/** What the choice needs: the page and what is known of its server. */
interface ChooseProps {
  readonly page: PageProps;
  readonly known: NonNullable<PageProps['assessment']['known']>;
}

function Choose({ page, known }: ChooseProps) {
  const { t } = useTexts('mode');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const more = useAsk();
  const { view } = page;
  const { inputs } = view;
  const { facts } = known.situation;
  const { name, id: targetId } = view.target;
  const [choice, setChoice] = useState<ProtectionMode>(() => inputs.wishes.mode ?? suggestedMode(facts));
  const stored = inputs.wishes.mode === choice && inputs.noProtectorAcceptedAt !== null;
  const [accepted, setAccepted] = useState(stored);

  const other = otherProtector(facts);
  const trapped = isPassiveTrapped(facts);
  const onboarded = facts.sensor.onboardingState === 1;
  const outlook = modeOutlook(facts, choice);
  const gap = hasGap(facts, choice);

  const save = async (): Promise<void> => {
    const done = await ask(async () => {
      if (inputs.wishes.mode !== choice)
        await client.changeInputs({ targetId, change: { kind: 'wish', wishes: { mode: choice } } });
      if (gap && !stored)
        await client.changeInputs({ targetId, change: { kind: 'acceptNoProtector', accepted: true } });
      return true;
    });
    if (done === true) page.goTo('plan');
  };
  const notYet =
    choice === 'passive' && trapped ? t('trap.reason') : gap && !accepted ? t('gap.reason') : undefined;

  return (
    <StepPage
      page={page}
      step="mode"
      failure={failure ?? more.failure}
      title={t('title')}
      lead={
        other !== null
          ? t('lead.other', { product: other, name })
          : t(`lead.${facts.services.winDefend?.status === 'running' ? defenderNow(facts) : 'nobody'}`, {
              name,
            })
      }
      scripts={['Set-PassiveMode']}
      primary={{
        label: t(`continue_${choice}`),
        notYet,
        busy: busy ? t('saving') : undefined,
        onPress: () => void save(),
      }}
    >
      <section className="gw-section">
        <ModeTable
          label={t('table')}
          value={choice}
          onChange={(next) => {
            setChoice(next === 'passive' ? 'passive' : 'active');
            setAccepted(inputs.wishes.mode === next && inputs.noProtectorAcceptedAt !== null);
          }}
          options={[
            {
              id: 'passive',
              name: t('passive.name'),
              hint: other === null ? t('passive.hintNobody') : t('passive.hint', { product: other }),
              badge: suggestedMode(facts) === 'passive' ? t('fits') : undefined,
              unavailable: trapped ? t('passive.trapped') : undefined,
            },
            {
              id: 'active',
              name: t('active.name'),
              hint: other === null ? t('active.hint') : t('active.hintOther', { product: other }),
              badge: suggestedMode(facts) === 'active' ? t('fits') : undefined,
            },
          ]}
          rows={modeRows(t, other ?? t(outlook.other.now === 'unknown' ? 'lane.unknown' : 'cell.nobody'))}
        />
      </section>
      <ModeTimeline known={known} outlook={outlook} other={other} />
      <ModeReading facts={facts} />
      {!gap && <DangerNote facts={facts} name={name} mode={choice} />}
      {trapped && (
        <section className="gw-section">
          <Note
            tone="stopped"
            lead={t('trap.lead')}
            action={
              <ActionButton size="small" onPress={() => void ask(() => client.openLink({ id: 'portal' }))}>
                {t('trap.link')}
              </ActionButton>
            }
          >
            {t('trap.text')}
          </Note>
        </section>
      )}
      {gap && (
        <AcceptGap
          lead={t('gap.lead', { count: outlook.unprotected.length })}
          text={t(`gap.text_${choice}`)}
          sentence={t('gap.accept', { name })}
          accepted={accepted}
          onChange={(next) => {
            setAccepted(next);
            if (!next && stored)
              void ask(() =>
                client.changeInputs({ targetId, change: { kind: 'acceptNoProtector', accepted: false } }),
              );
          }}
        />
      )}
      <OtherSettings targetId={targetId} situation={known.situation} ask={more} />
      {choice === 'passive' && !trapped && !onboarded && (
        <section className="gw-section">
          <Note tone="caution" lead={t('order.lead')}>
            {t(known.os.sensor === 'installed' ? 'order.install' : 'order.policy')}
          </Note>
        </section>
      )}
    </StepPage>
  );
}

/** The settings that a person may open here: they become part of the plan, and are none of it before. */
function OtherSettings({ targetId, situation, ask }: Omit<SettingRowsProps, 'without'>) {
  const { t } = useTexts('mode');
  const [open, setOpen] = useState(wantedSettings(situation).some(({ id }) => id !== 'mode'));
  return (
    <>
      <Section
        title={t('more.title')}
        note={t('more.note')}
        end={
          <ActionButton variant="link" expanded={open} onPress={() => setOpen(!open)}>
            {t(open ? 'more.close' : 'more.open')}
          </ActionButton>
        }
      >
        {null}
      </Section>
      {open && <SettingRows targetId={targetId} situation={situation} without={['mode']} ask={ask} />}
    </>
  );
}
