import { unreadable, type ServerState } from '../model/facts';
import { compareVersions } from '../version';
import type { OsFamily } from '../knowledge/os';
import { installScript } from '../knowledge/source';
import { type CheckRule, notProvable, passed, toFix, toKnow } from './rule';

/**
 * From this platform on the policy does not keep the sensor from starting (troubleshoot-onboarding: errors 577 and 1058).
 * What it does then, on an onboarded server: passive from 4.18.2208 on, or the antivirus stays off
 * (microsoft-defender-antivirus-compatibility).
 */
const firstToStart = '4.18.2007.8';

/** What the policies that turn Defender off mean for an onboarding; null: none is set. */
export type PolicyEffect = 'refused' | 'mayNotStart' | 'informs';

type Known = { readonly facts: ServerState; readonly family: OsFamily };

// A value of 0 stands on every newer Windows and switches nothing off (row defender/mde-reg-defender-key shows that of the antivirus).
const isSet = (value: number | null): boolean => value !== null && value !== 0;

/** The policies by version of Windows, platform and state of the service (from the two pages above, and Install.ps1). */
export function policyEffect({ facts, family }: Known): PolicyEffect | null {
  const { disableAntiSpyware, disableAntiVirus } = facts.policy;
  if (!isSet(disableAntiSpyware) && !isSet(disableAntiVirus)) return null;
  const runs = facts.services.winDefend?.status === 'running';
  // Install.ps1 looks at this one value, on 2016 only while the antivirus does not run.
  const looked = family === '2012r2' || (family === '2016' && !runs);
  if (looked && isSet(disableAntiSpyware)) return 'refused';
  const platform = facts.defender.platformVersion;
  return platform !== null && compareVersions(platform, firstToStart) < 0 ? 'mayNotStart' : 'informs';
}

/** Drivers that Windows starts at boot unless somebody changed it, which Microsoft does not support (troubleshoot-onboarding). */
function changedDrivers({ services }: ServerState): string[] {
  const drivers = { WdBoot: services.wdBoot, WdFilter: services.wdFilter };
  return Object.entries(drivers).flatMap(([name, driver]) =>
    driver === null || driver.start === 'boot' || driver.start === 'unknown'
      ? []
      : [`${name} ${driver.start}`],
  );
}

/** Nothing keeps Defender switched off: no policy, and no driver whose start somebody changed. */
export const policyRule: CheckRule = {
  id: 'notDisabledByPolicy',
  families: null,
  waivable: true,
  source: installScript,
  doubt: null,
  judge: (context) => {
    const { facts } = context;
    const { disableAntiSpyware, disableAntiVirus } = facts.policy;
    const values = Object.entries({
      DisableAntiSpyware: disableAntiSpyware,
      DisableAntiVirus: disableAntiVirus,
    });
    const policies = values.flatMap(([name, value]) => (isSet(value) ? [`${name}=${String(value)}`] : []));
    const drivers = changedDrivers(facts);
    const found = [...policies, ...drivers].join(', ');
    const effect = policyEffect(context);
    if (effect === 'refused') return { ...toFix(found, '0'), waivable: false };
    if (effect === 'mayNotStart' || drivers.length > 0) return toFix(found, '0');
    if (effect === 'informs') return toKnow(found, '0');
    const reason =
      unreadable(facts, 'policy.disableAntiSpyware') ??
      unreadable(facts, 'services.wdBoot') ??
      unreadable(facts, 'services.wdFilter');
    if (reason !== null) return notProvable(reason, '0');
    return passed(disableAntiSpyware === null && disableAntiVirus === null ? 'absent' : '0', '0');
  },
};
