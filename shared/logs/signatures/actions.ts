import { common, derived, installScript } from '../../knowledge/source';
import type { CauseId } from '../../findings/cause';
import {
  codeEnds,
  failureEnds,
  notApplicableCodes,
  restartCodes,
  restartTools,
  serviceDisabledCode,
  sessionEnds,
} from '../../findings/ends';
import { symptomOfAction } from '../../findings/fromHere';
import { symptoms } from '../../findings/symptoms';
import { errorCodes } from '../../errors';
import { actionIds, type ActionId } from '../../plan/actions/action';
import type { LogKind } from '../../bridge/logs';
import type { ActionSign, Signature } from '../signature';
import { signature } from '../signature';

const kinds: readonly LogKind[] = ['journal', 'report', 'findings'];
const sign = (of: Omit<ActionSign, 'on'>): ActionSign => ({ on: 'action', ...of });
const own = (
  id: string,
  of: Omit<ActionSign, 'on'>,
  cause: CauseId,
  rest: Parameters<typeof signature>[5] = {},
): Signature => signature(`own.${id}`, kinds, sign(of), cause, installScript, rest);
const likely = { sure: 'likely' } as const;
const installers = ['msiexec', 'installScript'] as const;

/** In which cause a search for such a failure ends where no question finds one; null where no symptom fits the action. */
const endOf = (id: ActionId): CauseId | null =>
  symptoms.find((symptom) => symptom.id === symptomOfAction(id, 'failed', null))?.otherwise ?? null;

/** The actions whose failure ends there. */
const unexplained = new Map<CauseId, ActionId[]>();
for (const id of actionIds) {
  const end = endOf(id);
  if (end !== null) unexplained.set(end, [...(unexplained.get(end) ?? []), id]);
}

/**
 * How actions of Gangway ended, in its own journals and reports: the cause is that in which Troubleshoot ends for the same code. Codes of
 * the portal's scripts stand beside their lines (`onboarding.ts`).
 */
export const actionSignatures: readonly Signature[] = [
  ...codeEnds.map(({ id, tools, codes, cause }) => own(id, { tools, codes }, cause)),
  own('restartDone', { tools: restartTools, codes: restartCodes }, 'restartNotDone', {
    ...likely,
    weight: 'effect',
  }),
  ...sessionEnds.map(({ code, cause }) => own(`wusa${cause}`, { tools: ['wusa'], codes: [code] }, cause)),
  own(
    'serviceDisabled',
    { tools: ['installScript', 'wusa'], codes: [serviceDisabledCode] },
    'windowsUpdateService',
  ),
  // On 2012 R2 an update that does not apply; on 2016 an antivirus platform from before its updates. A journal does not tell the Windows.
  own(
    'baseUpdates',
    { tools: ['installScript', 'wusa'], codes: notApplicableCodes, os: /\b9600\b/ },
    'baseUpdatesMissing',
  ),
  own('updates', { tools: ['installScript', 'wusa'], codes: notApplicableCodes, os: /\b14393\b/ }, 'lcu'),
  own('stillOnboarded', { tools: ['installScript'], codes: [35] }, 'K12'),
  own('offboardFirst', { tools: installers, codes: [1603], detail: /should be offboarded/i }, 'K12', {
    ...likely,
    weight: 'effect',
  }),
  ...errorCodes.flatMap((code) => {
    const cause = failureEnds[code];
    return cause === undefined ? [] : [own(code, { failures: [code] }, cause, likely)];
  }),
  ...[...unexplained].map(([cause, actions]) =>
    signature(`own.${cause}`, kinds, sign({ actions }), cause, common, {
      weight: 'unknown',
      doubt: derived,
    }),
  ),
];
