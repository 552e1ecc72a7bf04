import type { ActionId } from './actions/action';
import { cloudTest } from '../model/cloudTest';
import type { ServerState } from '../model/facts';

const modeName = 'ForceDefenderPassiveMode';

/** The value of the mode's policy in a text of `evidence` (null: it was not set); undefined where the text tells none. */
export function modeValueIn(text: string): 0 | 1 | null | undefined {
  const found = text.startsWith(`${modeName} = `) ? text.slice(modeName.length + 3) : '';
  return found === '1' ? 1 : found === '0' ? 0 : found === '-' ? null : undefined;
}

/**
 * The raw value on the server that an action changes, as one short text: the ledger and the report show it before and
 * after. Not translated.
 */
export function evidence(id: ActionId, facts: ServerState): string {
  const or = (value: string | number | null): string => String(value ?? '-');
  switch (id) {
    case 'test-connectivity': {
      const { state, at } = cloudTest(facts);
      return at === null ? 'not tested' : `${state} ${new Date(at).toISOString()}`;
    }
    case 'send-kit':
      return `library: ${String(facts.kit.length)} files`;
    case 'install-ucrt':
      return `ucrtbase.dll ${or(facts.files.ucrtbase)}`;
    case 'install-telemetry':
      return `Tdh.dll ${or(facts.files.tdh)}`;
    case 'install-kernel':
      return `ntoskrnl.exe ${or(facts.files.ntoskrnl)}`;
    case 'enable-defender-feature':
      return `Windows-Defender ${or(facts.defender.feature)}`;
    case 'restart':
      return `started ${facts.boot.startedAt === null ? '-' : new Date(facts.boot.startedAt).toISOString()}`;
    case 'enable-defender':
      return `WinDefend ${facts.services.winDefend?.status ?? '-'}`;
    case 'step-platform':
    case 'update-platform':
      return `platform ${or(facts.defender.platformVersion)}`;
    case 'install-sensor':
      return facts.sensor.product === null
        ? 'not installed'
        : `${facts.sensor.product.name} ${facts.sensor.product.version}`;
    case 'set-mode':
      return `${modeName} = ${or(facts.policy.forceDefenderPassiveMode)}`;
    case 'onboard':
      return `OnboardingState = ${or(facts.sensor.onboardingState)}, OrgId = ${or(facts.sensor.orgId)}`;
    case 'test-detection': {
      const sent = facts.runs.filter(
        (run) => run.operation === 'Invoke-DetectionTest' && run.outcome === 'ok',
      );
      return `tests sent: ${String(sent.length)}`;
    }
  }
}
