import { fitsServer, forPackage } from '../../kit/packageFit';
import type { Package } from '../../model/packages';
import type { Rule } from '../rules/rule';
import { kitFileOf, type Situation } from '../situation';
import { rawValue, type Action } from './action';
import { always, byRules } from './byRules';
import { mayCrash } from './workspaces';
import { hasNoProduct, hasNoSense, installSensor, takesInstalledSensor } from './sensor';

/** Start types as the registry numbers them, in which Microsoft's pages and scripts speak of the sensor. */
const starts = { boot: 0, system: 1, automatic: 2, manual: 3, disabled: 4, unknown: null } as const;

/** The offboarding package, where it may be used: of this server's tenant, and not expired by the clock of the server. */
function leavingPackage({ facts, kit }: Situation): Package | null {
  const { offboarding } = kit;
  if (offboarding === null) return null;
  return fitsServer(offboarding, forPackage(facts, offboarding.practice)).fits ? offboarding : null;
}

/**
 * The sensor says itself that it is off: it stops, gives up its own start, and takes back its state. All three are asked for, because
 * sensors of 2022 stopped and left the other two (mdefordownlevelserver issue 25), and one that runs with state 0 may still be on its
 * way. OnboardingState is 0 or gone, so only 1 says no. What could not be read proves nothing.
 */
export const isOff: Rule = {
  all: [
    { read: 'sensor.onboardingState' },
    { read: 'services.sense' },
    {
      any: [
        hasNoSense,
        {
          not: {
            any: [
              { fact: 'sensor.onboardingState', is: 1 },
              { fact: 'services.sense.start', is: 'automatic' },
              { fact: 'services.sense.status', is: 'running' },
            ],
          },
        },
      ],
    },
  ],
};

/** Runs the offboarding script. One-way: coming back is a new onboarding. */
export const offboard: Action = {
  id: 'offboard',
  operation: 'Invoke-Offboarding',
  restart: 'no',
  oneWay: true,
  minutes: [1, 4],
  ...byRules(() => ({ applies: always, done: isOff })),
  call: (situation) => {
    const pkg = leavingPackage(situation);
    if (pkg?.details.kind !== 'offboarding') return null;
    const { orgId, expiresAt } = pkg.details;
    if (orgId === null || expiresAt === null) return null;
    return { operation: 'Invoke-Offboarding', params: { file: kitFileOf(pkg), orgId, expiresAt } };
  },
  files: (situation) => [leavingPackage(situation)],
  evidence: ({ sensor, services }) =>
    `OnboardingState = ${rawValue(sensor.onboardingState)}, Start = ${rawValue(services.sense && starts[services.sense.start])}`,
};

/** A sensor that was installed is gone: product and service, whatever the keys of the sensor still hold. */
export const isRemoved: Rule = {
  all: [{ read: 'sensor.product' }, { read: 'services.sense' }, hasNoProduct, hasNoSense],
};

/** Install.ps1 is taken where Windows Installer could not remove the sensor before: it ends what holds its files. */
const byScript = ({ facts, kit }: Situation): Package | null =>
  facts.runs.some((run) => run.operation === 'Remove-Sensor' && run.outcome === 'failed')
    ? kit.installScript
    : null;

/**
 * Removes md4ws.msi from 2012 R2 and 2016. Newer Windows keeps its sensor, so there the action never applies. On 2012 R2 the antivirus
 * goes with it. A server without product and service is done, whatever the keys of the sensor still hold.
 */
export const removeSensor: Action = {
  id: 'remove-sensor',
  operation: 'Remove-Sensor',
  restart: 'maybe',
  oneWay: true,
  minutes: [1, 6],
  ...byRules(() => ({
    applies: takesInstalledSensor,
    done: isRemoved,
  })),
  hindered: ({ facts }) =>
    mayCrash(facts) ? 'sensorFirst' : facts.sensor.product === null ? 'sensorUnregistered' : null,
  call: (situation) => {
    const { product } = situation.facts.sensor;
    if (product === null || mayCrash(situation.facts)) return null;
    const script = byScript(situation);
    return {
      operation: 'Remove-Sensor',
      params: {
        engine: script === null ? 'msiexec' : 'installScript',
        productCode: product.productCode,
        script: script && kitFileOf(script),
      },
    };
  },
  files: (situation) => [byScript(situation)],
  evidence: (facts) => installSensor.evidence(facts),
};
