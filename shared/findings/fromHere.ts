import { everything } from '../model/search';
import type { ProtectionMode } from '../model/wishes';
import type { ActionId } from '../plan/actions/action';
import type { SymptomId } from './question';

/** With what a search begins. */
export type Beginning = SymptomId | typeof everything;

const failed: Readonly<Partial<Record<ActionId, Beginning>>> = {
  'install-sensor': 'installationStopped',
  onboard: 'onboardingFailed',
  'deploy-by-tool': 'onboardingFailed',
  offboard: 'offboardingRefused',
  'remove-sensor': 'offboardingRefused',
  'offboard-by-tool': 'offboardingRefused',
  'update-intelligence': 'noUpdates',
  'refresh-platform': 'noUpdates',
  'update-platform': 'noUpdates',
  'step-platform': 'noUpdates',
  'enable-defender': 'antivirusOff',
  'enable-defender-feature': 'antivirusOff',
  'test-detection': 'noAlert',
  'test-connectivity': 'noCloud',
};

const unshown: Readonly<Partial<Record<ActionId, Beginning>>> = {
  onboard: 'notShown',
  'deploy-by-tool': 'notShown',
  offboard: 'stayedBehind',
  'remove-sensor': 'stayedBehind',
  'offboard-by-tool': 'stayedBehind',
};

/** What a person sees where an action failed, or ran and the server does not show it. Everything, where no symptom fits. */
export function symptomOfAction(
  id: ActionId | undefined,
  how: 'failed' | 'unshown',
  mode: ProtectionMode | null,
): Beginning {
  if (id === undefined) return everything;
  if (id === 'set-mode') return mode === 'active' ? 'staysPassive' : 'notPassive';
  return (how === 'unshown' ? unshown[id] : undefined) ?? failed[id] ?? everything;
}
