/** A difference between practice server and script that is right as it is, with the reason. */
export interface Allowed {
  readonly machine: RegExp;
  readonly step: RegExp;
  readonly difference: RegExp;
  readonly reason: string;
}

const any = /./;

/** Every one of them was seen in the last run, or the test fails. */
export const allowed: readonly Allowed[] = [
  {
    machine: any,
    step: /^Get-ServerState/,
    difference: /^result\.powershell\./,
    reason: 'The engine of the lab is no Windows PowerShell, and whoami spells the account in small letters.',
  },
];
