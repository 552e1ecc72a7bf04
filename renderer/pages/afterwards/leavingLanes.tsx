import { useTexts } from '../../useTexts';
import type { Protection } from '../../../shared/model/antivirus/antivirusMode';
import type { ServerState } from '../../../shared/model/facts';
import type { LeavingMoment, LeavingOutlook } from '../../../shared/plan/afterwards';
import { ModeLanes, type Lane } from '../../components/modeLanes';
import { Section } from '../../components/section';

/** Who protects when, the other antivirus (null: none runs), and the choice that it is for. */
export interface LeavingLanesProps {
  readonly facts: ServerState;
  readonly outlook: LeavingOutlook;
  readonly other: string | null;
  readonly uninstall: boolean;
}

/** The lanes of the protection page turned round: who protects the server while it leaves; a moment without anybody is red. */
export function LeavingLanes({ facts, outlook, other, uninstall }: LeavingLanesProps) {
  const { t } = useTexts('takeOff');
  const kinds: Record<Protection, Lane['kind']> = {
    blocking: 'filled',
    passive: 'outlined',
    off: 'dashed',
    unknown: 'dashed',
  };
  const lane = (protection: Protection, moment: LeavingMoment): Lane =>
    outlook.unprotected.includes(moment) && protection !== 'unknown'
      ? { kind: 'nobody', word: t('mode:lane.nobody') }
      : { kind: kinds[protection], word: t(`mode:lane.${protection}`) };
  const sensor = (moment: LeavingMoment): Lane => {
    if (moment === 'now' && facts.sensor.onboardingState === 1)
      return { kind: 'filled', word: t('mode:lane.reporting') };
    const there = facts.services.sense !== null && moment !== 'uninstalled';
    return { kind: 'dashed', word: t(there ? 'mode:lane.silent' : 'mode:lane.absent') };
  };
  return (
    <Section
      title={t('lanes.title')}
      note={t('lanes.note', { choice: t(uninstall ? 'both.name' : 'offboard.name') })}
    >
      <ModeLanes
        label={t('lanes.title')}
        moments={outlook.moments.map((moment) => t(`moment.${moment}`))}
        products={[
          ...(other === null
            ? []
            : [{ name: other, lanes: outlook.moments.map((moment) => lane(outlook.other[moment], moment)) }]),
          {
            name: t('mode:lanes.defender'),
            lanes: outlook.moments.map((moment) => lane(outlook.defender[moment], moment)),
          },
          { name: t('mode:lanes.sensor'), lanes: outlook.moments.map(sensor) },
        ]}
      />
    </Section>
  );
}
