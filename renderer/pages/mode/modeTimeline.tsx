import { useTexts } from '../../useTexts';
import type { Protection } from '../../../shared/model/antivirus/antivirusMode';
import type { Knowledge } from '../../../shared/steps/assessment';
import { guardAt, moments, type ModeOutlook, type Moment } from '../../../shared/plan/modes';
import { ModeLanes, type Lane } from '../../components/modeLanes';
import { Section } from '../../components/section';

/** What is known, who protects when with the chosen mode, and the other antivirus (null: none runs). */
export interface ModeTimelineProps {
  readonly known: Knowledge;
  readonly outlook: ModeOutlook;
  readonly other: string | null;
}

/** Lanes of who protects the server over four moments; one that nobody or two protect is red in words and shape. */
export function ModeTimeline({ known, outlook, other }: ModeTimelineProps) {
  const { t } = useTexts('mode');
  const { sensor, services } = known.situation.facts;
  const installs = known.os.sensor === 'installed';
  const kinds: Record<Protection, Lane['kind']> = {
    blocking: 'filled',
    passive: 'outlined',
    off: 'dashed',
    unknown: 'dashed',
  };
  const lane = (protection: Protection): Lane => ({ kind: kinds[protection], word: t(`lane.${protection}`) });
  const nobody: Lane = { kind: 'nobody', word: t('lane.nobody') };
  const both: Lane = { kind: 'both', word: t('lane.two') };
  const laneAt = (protection: Protection, moment: Moment): Lane =>
    guardAt(outlook, moment) === 'two' ? both : lane(protection);
  const there = services.sense !== null;
  const sensorLane = (moment: Moment): Lane => {
    if (sensor.onboardingState === 1 || moment === 'onboarded')
      return { kind: 'filled', word: t('lane.reporting') };
    const present = there || moment === 'installed';
    return { kind: 'dashed', word: t(present ? 'lane.silent' : 'lane.absent') };
  };
  const words = moments.map((moment) =>
    t(moment === 'installed' && !installs ? 'moment.before' : `moment.${moment}`),
  );
  return (
    <Section title={t('lanes.title')} note={t('lanes.note', { mode: t(`${outlook.mode}.name`) })}>
      <ModeLanes
        label={t('lanes.title')}
        moments={words}
        products={[
          ...(other === null
            ? []
            : [{ name: other, lanes: moments.map((moment) => laneAt(outlook.other[moment], moment)) }]),
          {
            name: t('lanes.defender'),
            lanes: moments.map((moment) =>
              guardAt(outlook, moment) === 'none' ? nobody : laneAt(outlook.defender[moment], moment),
            ),
          },
          { name: t('lanes.sensor'), lanes: moments.map(sensorLane) },
        ]}
      />
    </Section>
  );
}
