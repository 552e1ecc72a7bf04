import { useTexts } from '../useTexts';
import { saidOfMode } from '../../shared/model/antivirus/antivirusMode';
import { plainValue } from '../../shared/checks/checkValue';
import type { ServerState } from '../../shared/model/facts';
import type { TargetView } from '../../shared/bridge/session';
import { needsRestart } from '../../shared/plan/situation';
import { FactRow } from '../components/factRow';
import { FactTable } from '../components/factTable';
import { Section } from '../components/section';
import { useSayer } from '../frame/useSayer';
import { useTimes } from '../frame/useTimes';

/** The server and its facts; `fresh`: they were read after whatever went wrong. */
export interface ServerShowsProps {
  readonly view: TargetView;
  readonly facts: ServerState;
  readonly fresh: boolean;
}

/** What the server shows after a failure, raw values first; facts from before it are called so. */
export function ServerShows({ view, facts, fresh }: ServerShowsProps) {
  const { t } = useTexts('install');
  const times = useTimes();
  const sayer = useSayer();
  const time = view.factsAt === null ? undefined : times.time(view.factsAt);
  const heading = t(fresh ? 'failed.shows' : 'failed.showed');
  const service = (fact: ServerState['services']['sense']) =>
    fact === null ? t('fact.absent') : plainValue(`${fact.status}, ${fact.start}`, sayer);
  const { sensor, defender, services, restartPending } = facts;
  const said = saidOfMode(facts);
  const rows = [
    {
      fact: t('fact.product'),
      value:
        sensor.product === null ? t('fact.productNone') : `${sensor.product.name} ${sensor.product.version}`,
      source: 'HKLM\\…\\Uninstall',
    },
    { fact: t('fact.sense'), value: service(services.sense), source: 'Get-Service Sense' },
    {
      fact: t('fact.platform'),
      value: defender.platformVersion ?? t('fact.absent'),
      source: 'WinDefend ImagePath',
    },
    {
      fact: t('fact.antivirus'),
      value: [
        service(services.winDefend),
        t(`server:said.${said.key}`, { ...said.values, mode: plainValue(said.values.mode, sayer) }),
      ].join(', '),
      source: 'Get-MpComputerStatus',
    },
    {
      fact: t('fact.onboarding'),
      value:
        sensor.onboardingState === 1
          ? t('fact.onboarded', { orgId: sensor.orgId ?? '-' })
          : t('fact.notOnboarded'),
      source: 'HKLM\\…\\Status',
    },
    {
      fact: t('fact.restart'),
      value: t(
        needsRestart(facts) ? 'fact.restartYes' : restartPending.length > 0 ? 'fact.restartInfo' : 'fact.no',
      ),
      source:
        restartPending.length > 0
          ? restartPending.map((marker) => plainValue(marker.source, sayer)).join(', ')
          : 'RebootPending, ...',
    },
    {
      fact: t('fact.changes'),
      value:
        view.changes.length === 0
          ? t('fact.changesNone')
          : t('fact.changesCount', { count: view.changes.length }),
      source: t('fact.journal'),
    },
  ];
  return (
    <Section
      title={heading}
      note={time === undefined ? undefined : t(fresh ? 'failed.readAt' : 'failed.readBefore', { time })}
    >
      <FactTable label={heading}>
        {rows.map((row) => (
          <FactRow key={row.fact} fact={row.fact} value={row.value} source={row.source} time={time} />
        ))}
      </FactTable>
    </Section>
  );
}
