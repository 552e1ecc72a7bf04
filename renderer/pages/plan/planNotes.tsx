import type { ReactNode } from 'react';
import { useTexts } from '../../useTexts';
import { differencesOf } from '../../../shared/kit/packageTrust';
import type { Package } from '../../../shared/model/packages';
import type { PlanItem } from '../../../shared/plan/plan';
import type { JourneyId, StepId } from '../../../shared/model/journeys';
import { Note } from '../../components/note';
import { useSession } from '../../mirror';
import { useTimes } from '../../frame/useTimes';
import '../../components/section.css';
import './plan.css';

/**
 * What must be known before the start: `changed` since the plan was confirmed, `age` of old facts in ms, the `step` above
 * that is still open. `action` makes the button that leads to a step.
 */
export interface PlanNotesProps {
  readonly journey: JourneyId;
  readonly items: readonly PlanItem[];
  readonly changed: boolean;
  readonly age: number | null;
  readonly step: StepId | null;
  /** The server is one of the network: how files get there is said. */
  readonly overNetwork: boolean;
  /** The onboarding script of the kit: what nobody knows of it is said. */
  readonly script: Package | null;
  readonly action: (id: StepId, words?: string) => ReactNode;
}

/** Where the files of a plan come from. */
const filesAt: Readonly<Record<JourneyId, StepId>> = {
  onboard: 'packages',
  troubleshoot: 'findings',
  maintain: 'settings',
  takeOff: 'package',
};

/** Consequences of a plan, below its actions. */
export function PlanNotes({
  journey,
  items,
  changed,
  age,
  step,
  overNetwork,
  script,
  action,
}: PlanNotesProps) {
  const { t } = useTexts('plan');
  const times = useTimes();
  const numberOf = (wanted: (item: PlanItem) => boolean) => items.findIndex(wanted) + 1;
  const allowsShare = useSession(({ settings }) => settings.adminShare === true);
  const sends = overNetwork && items.some((item) => item.id === 'send-kit' && item.needed);
  const missing = numberOf((item) => item.blocked && item.hindered === null);
  const hindered = items.findIndex((item) => item.hindered !== null);
  const why = items[hindered]?.hindered ?? null;
  const oneWay = numberOf((item) => item.needed && item.action.oneWay);
  return (
    <>
      {changed && (
        <section className="gw-section">
          <Note tone="caution" lead={t('changed.lead')}>
            {t('changed.text')}
          </Note>
        </section>
      )}
      {missing > 0 && (
        <section className="gw-section">
          <Note tone="caution" lead={t('missing.lead')} action={action(filesAt[journey])}>
            {t('missing.text', { number: missing })}
          </Note>
        </section>
      )}
      {why !== null && (
        <section className="gw-section">
          <Note
            tone="caution"
            lead={t('hindered.lead', { number: hindered + 1 })}
            action={journey === 'maintain' ? action('settings') : undefined}
          >
            {t(`hindered.why.${why}`)}
          </Note>
        </section>
      )}
      {step !== null && (
        <section className="gw-section">
          <Note tone="caution" lead={t('stepOpen.lead')} action={action(step)} />
        </section>
      )}
      {oneWay > 0 && (
        <section className="gw-section">
          <Note tone="caution" glyph="oneWay" lead={t('oneWay.lead', { number: oneWay })}>
            {t(journey === 'takeOff' ? 'oneWay.textLeave' : 'oneWay.text')}
          </Note>
        </section>
      )}
      {script?.confirmation !== undefined && items.some((item) => item.id === 'onboard' && item.needed) && (
        <section className="gw-section">
          <Note
            tone="caution"
            lead={t('lines.lead', { count: differencesOf(script).length })}
            action={action('packages', t('lines.show'))}
          >
            {script.confirmation.by === ''
              ? t('lines.at', { at: times.moment(script.confirmation.at) })
              : t('lines.by', { at: times.moment(script.confirmation.at), by: script.confirmation.by })}
          </Note>
        </section>
      )}
      {age !== null && (
        <section className="gw-section">
          <Note glyph="waiting">{t('old', { age: times.length(age) })}</Note>
        </section>
      )}
      {sends && <p className="gw-caption gw-plan-test">{t(`way.${allowsShare ? 'share' : 'session'}`)}</p>}
      {journey === 'onboard' && <p className="gw-caption gw-plan-test">{t('test')}</p>}
    </>
  );
}
