import { machineOf } from '../operations/stage/onMachine';
import { field, type Bench } from './breakage';

/** Operations that speak to Defender itself. */
export const ofDefender: readonly Bench[] = [
  {
    step: 'Set-DefenderPreference',
    machine: machineOf('2019-fresh'),
    params: { values: { AllowNetworkProtectionOnWinServer: true }, exclusions: null },
    breakages: [
      {
        by: 'a wrong path',
        from: 'Set-MpPreference -AllowNetworkProtectionOnWinServer (',
        to: 'Set-MpPreference -AllowNetworkProtectionDownLevel (',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'an inverted test',
        from: 'if ($work.Count -eq 0) {',
        to: 'if ($work.Count -ne 0) {',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'a swallowed error',
        from: 'try { Get-MpPreference -ErrorAction Stop } catch { throw (New-Refusal $_) }',
        to: 'try { Get-MpPreference -ErrorAction Stop } catch { [pscustomobject]@{ AllowNetworkProtectionOnWinServer = $true } }',
        machine: machineOf('2019core-prerequisites'),
        whole: 'defender.stopped',
      },
    ],
  },
];
