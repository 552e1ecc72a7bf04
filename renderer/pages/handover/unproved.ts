import type { Knowledge } from '../../../shared/assessment';
import type { Inputs } from '../../../shared/inputs';
import { testSentAt } from '../../../shared/situation';

/** What nothing proves of a server, as keys of `proofs:unproved`. The report lists the same. Pure. */
export function unproved({ proofs, situation }: Knowledge, inputs: Inputs): string[] {
  const open: string[] = proofs.filter((proof) => proof.state !== 'agrees').map((proof) => proof.id);
  const sent = testSentAt(situation.facts) !== null;
  open.push(sent ? 'system' : 'test');
  if (inputs.alert?.seen !== true || !sent) open.push('alert');
  return open;
}
