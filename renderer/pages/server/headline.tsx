import { useTexts } from '../../useTexts';
import { saidOfMode } from '../../../shared/model/antivirus/antivirusMode';
import { plainValue } from '../../../shared/checks/checkValue';
import { unreadable, type ServerState } from '../../../shared/model/facts';
import { recogniseAntivirus } from '../../../shared/knowledge/antivirus';
import type { OsRecognition } from '../../../shared/knowledge/os';
import { onboardedAt } from '../../../shared/plan/situation';
import { shortId } from '../../frame/shortId';
import { useSayer } from '../../frame/useSayer';
import { useServerTimes } from '../../frame/useTimes';
import './server.css';

/** The facts, and what Windows they were recognised as. */
export interface HeadlineProps {
  readonly facts: ServerState;
  readonly os: OsRecognition;
  /** How far the server's clock is ahead (ms), as measured. */
  readonly skewMs: number | null;
}

/** The four facts that decide: system, antivirus, sensor, tenant. */
export function Headline({ facts, os, skewMs }: HeadlineProps) {
  const { t } = useTexts('server');
  const sayer = useSayer();
  const times = useServerTimes({ skewMs });
  const build = `${facts.os.build}${facts.os.revision === null ? '' : `.${facts.os.revision}`}`;
  const others = recogniseAntivirus(facts.otherAntivirus).filter(({ running }) => running);
  const other = others[0];
  const defender = facts.services.winDefend?.status === 'running';
  const said = saidOfMode(facts);
  const since = onboardedAt(facts);
  const onboarded = facts.sensor.onboardingState === 1;
  // The sensor writes 0 where it was offboarded, and nothing before its first onboarding (mdefordownlevelserver issue 25).
  const wasOnboarded = facts.sensor.onboardingState === 0;
  const isUnread = unreadable(facts, 'sensor.onboardingState') !== null;

  const figures = [
    {
      id: 'system',
      value: facts.os.caption.replace(/^Microsoft (Windows )?/, ''),
      detail: t(os.core ? 'head.core' : 'head.desktop', { build }),
    },
    {
      id: 'antivirus',
      value:
        other === undefined
          ? t(defender ? 'head.defender' : 'head.noAntivirus')
          : (other.product?.name ?? other.displayName),
      detail: defender
        ? t('head.mode', {
            mode: t(`said.${said.key}`, { ...said.values, mode: plainValue(said.values.mode, sayer) }),
          })
        : t(facts.defender.feature === 'disabled' ? 'head.defenderOff' : 'head.defenderStopped'),
    },
    {
      id: 'sensor',
      value:
        facts.services.sense === null
          ? t('head.noSensor')
          : t(facts.services.sense.status === 'running' ? 'head.sensorRuns' : 'head.sensorIdle'),
      detail:
        facts.sensor.product === null
          ? t(os.sensor === 'builtIn' ? 'head.builtIn' : 'head.withPackage')
          : facts.sensor.product.version,
    },
    {
      id: 'tenant',
      value: onboarded
        ? shortId(facts.sensor.orgId ?? t('unknown'))
        : t(isUnread ? 'unknown' : 'head.noTenant'),
      detail: onboarded
        ? since === null
          ? t('head.onboarded')
          : t('head.since', { date: times.date(since) })
        : t(isUnread ? 'overview:onboarded.unread' : wasOnboarded ? 'head.left' : 'head.never'),
    },
  ] as const;
  return (
    <dl className="gw-headline">
      {figures.map(({ id, value, detail }) => (
        <div key={id}>
          <dt className="gw-caption">{t(`head.${id}`)}</dt>
          <dd className="gw-headline-value">{value}</dd>
          <dd className="gw-caption">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
