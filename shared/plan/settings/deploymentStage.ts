import { stageByTool } from '../actions/deploymentTool';
import { freshMs } from '../actions/updates';
import { lastFinished, type Situation } from '../situation';
import type { Setting } from './setting';

/** It is about other servers, so only Maintain has it, and only where the library has the tool. */
const isOffered = ({ journey, kit }: Situation): boolean =>
  journey === 'maintain' && kit.deploymentTool !== null;

/** The files that Microsoft's deployment tool downloads here for servers without Internet. */
export const deploymentStageSetting: Setting = {
  id: 'deploymentStage',
  group: 'offline',
  wishes: ['deploymentStage'],
  now(facts) {
    const raw = stageByTool.evidence(facts);
    const at = lastFinished(facts, 'Save-DeploymentStage');
    if (at === null) return { word: 'stage.none', raw };
    const days = Math.floor((facts.readAt - at) / freshMs);
    return days < 1 ? { word: 'stage.today', raw } : { word: 'stage.days', values: { days }, raw };
  },
  offers: (situation) =>
    isOffered(situation) ? [{ id: 'stage.fetch', wishes: { deploymentStage: 'fetched' } }] : [],
  notes: (situation) =>
    isOffered(situation) ? [{ id: 'stage.place' }, { id: 'stage.internet' }, { id: 'stage.unknown' }] : [],
  actions: [stageByTool],
};
