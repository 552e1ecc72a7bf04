import { computer } from '../operations/stage/technician';
import { field, type Bench } from './breakage';

/** Operations that change the technician's own computer. */
export const atHome: readonly Bench[] = [
  {
    step: 'Set-TrustedHost',
    machine: computer('a'),
    params: { name: 'nord-dmz1', trusted: true },
    breakages: [
      {
        by: 'a wrong path',
        from: 'Client\\TrustedHosts',
        to: 'Service\\TrustedHosts',
        look: field('after'),
        whole: 'a,nord-dmz1',
      },
      {
        by: 'an inverted test',
        from: '$names -notcontains $Name',
        to: '$names -contains $Name',
        look: field('after'),
        whole: 'a,nord-dmz1',
      },
      {
        by: 'a swallowed error',
        from: 'if (@(Split-TrustedList $after).Count -ne $wanted.Count) { throw',
        to: 'if ($false) { throw',
        env: { GANGWAY_LAB_ODD: 'trusted:kept' },
        whole: 'winrm.unchanged',
      },
      {
        by: 'a dropped check of an owner',
        from: "if (@($groups -match 'S-1-16-(12288|16384)').Count -eq 0) { throw",
        to: 'if ($false) { throw',
        machine: computer('a', { powershell: { ...computer('a').powershell, elevated: false } }),
        whole: 'target.notElevated',
      },
    ],
  },
];
