import type { Between, Say } from '../../shared/locales/keys';
import { saidOfMode } from '../../shared/model/antivirus/antivirusMode';
import type { ServerState } from '../../shared/model/facts';
import type { Report } from '../../shared/bridge/report';

/**
 * The facts that a reader of the report may want to check, raw and with their source; names as Windows has them. `here`
 * turns a moment of the server's clock into one of this computer's; moments stand in the values as ISO 8601 in UTC.
 */
export function reportFacts(facts: ServerState, here: (at: number) => number, t: Say): Report['facts'] {
  const { os, services, defender, policy, sensor } = facts;
  const say = (value: string | number | boolean | null): string => (value === null ? '-' : String(value));
  const status = (service: ServerState['services']['sense']): string =>
    service === null ? '-' : `${service.status}, ${service.start}`;
  const said = saidOfMode(facts);
  const at = (instant: number | null): string =>
    instant === null ? '-' : new Date(here(instant)).toISOString();
  const row = (
    key: Between<'report:facts.group.'>,
    source: string,
    values: Record<string, string>,
  ): Report['facts'] => {
    const group = t(`report:facts.group.${key}`);
    return Object.entries(values).map(([fact, value]) => ({ group, fact, value, source }));
  };
  return [
    ...row('windows', 'Win32_OperatingSystem', {
      Caption: os.caption,
      Build: `${say(os.build)}.${say(os.revision)}`,
      Edition: `${os.editionId}, ${os.installationType}`,
      Started: at(facts.boot.startedAt),
      PowerShell: `${facts.powershell.version}, ${facts.powershell.languageMode}`,
    }),
    ...row('services', 'Get-Service', {
      Sense: status(services.sense),
      WinDefend: status(services.winDefend),
      WdNisSvc: status(services.wdNisSvc),
      WdFilter: status(services.wdFilter),
    }),
    ...row('antivirus', 'Get-MpComputerStatus', {
      AMRunningMode: t(`server:said.${said.key}`, said.values),
      RealTimeProtectionEnabled: say(defender.realTimeProtection),
      Platform: say(defender.platformVersion),
      Signatures: `${say(defender.signatureVersion)}, ${at(defender.signaturesUpdatedAt)}`,
      IsTamperProtected: say(defender.tamperProtected),
    }),
    ...row('policy', 'HKLM\\SOFTWARE\\Policies\\Microsoft', {
      ForceDefenderPassiveMode: say(policy.forceDefenderPassiveMode),
      DisableAntiSpyware: say(policy.disableAntiSpyware),
    }),
    ...row('sensor', 'HKLM\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection', {
      Product: sensor.product === null ? '-' : `${sensor.product.name} ${sensor.product.version}`,
      Version: say(sensor.senseVersion),
      OnboardingState: say(sensor.onboardingState),
      OrgId: say(sensor.orgId),
      LastConnected: at(sensor.lastConnectedAt),
    }),
    ...row(
      'other',
      'Get-Service',
      Object.fromEntries(
        facts.otherAntivirus.map((entry) => [
          entry.service,
          `${entry.displayName}, ${t(`report:facts.${entry.running ? 'running' : 'stopped'}`)}`,
        ]),
      ),
    ),
  ];
}
