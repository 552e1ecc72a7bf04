import { always, never } from '../../plan/actions/byRules';
import { hasNoProduct, takesInstalledSensor } from '../../plan/actions/sensor';
import type { Rule } from '../../plan/rules/rule';
import { onboardedTo, waitsForRestart } from '../../plan/situation';
import type { Wanted } from '../wanted';
import type { Refusal } from './order';
import { isFamily } from './settings';
import { kbOf, neededUpdates, proofOf } from './steps';

/** Names a tenant other than this one. */
const elsewhere = (tenant: string | null): Rule =>
  tenant === null
    ? never
    : {
        all: [
          { fact: 'sensor.onboardingState', is: 1 },
          { not: { fact: 'sensor.orgId', is: null } },
          { not: { fact: 'sensor.orgId', reads: tenant } },
        ],
      };

/** What an installation still lacks, on a Windows that is given its sensor and has none. */
function beforeInstalling({ parts }: Wanted): Refusal[] {
  const given: Rule = { all: [takesInstalledSensor, hasNoProduct] };
  return parts.flatMap((part): Refusal[] => {
    if (part.family === '2019') return [];
    const here: Rule = { all: [isFamily(part.family), given] };
    const missing = (detail: string, when: Rule): Refusal => ({
      ...{ exit: 'prerequisites', step: 'prerequisites', detail },
      when: { all: [here, when] },
    });
    const brought = new Set(part.updates.map(kbOf));
    return [
      ...(part.installation === null
        ? [missing('this server has no sensor, and the hand-off brings none for its Windows', always)]
        : []),
      ...(part.family === '2012r2'
        ? Object.entries(neededUpdates).flatMap(([kb, there]) =>
            brought.has(kb)
              ? []
              : [missing(`${kb}, or a rollup that holds it, is not installed`, { not: there })],
          )
        : [
            missing('the feature Windows-Defender is not enabled', {
              any: ['disabled', 'removed', 'pending'].map((is) => ({ fact: 'defender.feature', is })),
            }),
          ]),
      {
        ...{ exit: 'restart', step: 'prerequisites', detail: 'Windows waits for a restart' },
        when: { all: [here, waitsForRestart] },
      },
    ];
  });
}

/** Why a server is left as it is, the most important first. Who manages a server otherwise is told, and never fought. */
export function refusalsOf(wanted: Wanted): Refusal[] {
  const { direction, tenant, parts } = wanted;
  const proof = proofOf(wanted);
  const isOurs: Rule = { any: parts.map(({ family }) => isFamily(family)) };
  const cloud: Rule = { some: 'owners', where: { fact: 'kind', is: 'defenderForCloud' } };
  return [
    {
      ...{ exit: 'rights', step: 'start', detail: 'not run as an administrator in 64 bits' },
      when: {
        any: [
          { fact: 'powershell.elevated', is: false },
          { fact: 'powershell.is64Bit', is: false },
        ],
      },
    },
    {
      ...{ exit: 'windows', step: 'windows', detail: 'this hand-off is not for this Windows' },
      when: { any: [{ fact: 'os.productType', is: 1 }, { not: isOurs }] },
    },
    {
      ...{ exit: 'failed', step: 'windows', detail: 'the state of the sensor could not be read' },
      when: { not: { all: [{ read: 'sensor.onboardingState' }, { read: 'sensor.orgId' }] } },
    },
    ...(direction === 'remove'
      ? []
      : ([
          {
            ...{ exit: 'conflict', step: 'tenant', detail: 'this server is onboarded to another tenant' },
            when: elsewhere(tenant),
          },
          {
            ...{ exit: 'conflict', step: 'tenant' },
            detail: 'Defender for Cloud onboards this server (MDE.Windows): decide it there',
            when: { all: [cloud, { not: proof }] },
          },
        ] satisfies Refusal[])),
    ...(direction === 'onboard' ? beforeInstalling(wanted) : []),
  ];
}

/** How a server stands when it is where an order brought it. */
export const standsOf = (
  { direction, tenant }: Wanted,
  onboarded: Rule,
): { onboarded: Rule; offboarded: Rule } => ({
  onboarded: direction === 'onboard' && tenant !== null ? onboardedTo(tenant) : onboarded,
  offboarded: { not: onboarded },
});
