import { GangwayError } from '../../../shared/errors';
import { managementGroups, workspaceIds } from '../answers/readFindings';
import { NeverEnds, type Behaviour } from '../behaviour';
import { keys } from '../machine/keys';

// Stands on: servicing/servicing-mma-com-object (the object and its methods; that nothing but the list tells what became of it).
// Invented: the time it takes, the code of a refusal, and that a group of Operations Manager lies beside those of workspaces; looked for: registry exports of servers
// with the agent, in issues and forums

/** Takes workspaces away from the old agent, and stops it where nothing is left for it to report to. */
export const removeWorkspace: Behaviour<'Remove-Workspace'> = (timeline, { machine, params, takeFault }) => {
  const before = machine.services.HealthService === undefined ? [] : workspaceIds(machine);
  const wanted = new Set(params.ids.map((id) => id.toLowerCase()));
  const there = before.filter((id) => wanted.has(id.toLowerCase()));
  if (there.length === 0) {
    timeline.step('removeWorkspace', 'skipped');
    return { changed: false, removed: [], left: [...before], stopped: false };
  }
  const fault = takeFault();
  if (fault?.effect === 'hang') throw new NeverEnds();
  for (const id of there) {
    timeline.step('removeWorkspace', 'begin', id);
    timeline.wait(1_000);
    if (fault?.effect === 'fail')
      throw new GangwayError('operation.failed', `workspace ${id}`, fault.native ?? 1);
    if (fault === null) timeline.patch({ registry: { [`${keys.workspaces}\\Log Analytics - ${id}`]: null } });
    timeline.step('removeWorkspace', 'done', id);
  }
  const left = fault === null ? before.filter((id) => !there.includes(id)) : [...before];
  const stopped = left.length === 0 && managementGroups(machine).length === 0;
  if (stopped) timeline.patch({ services: { HealthService: { status: 'Stopped' } } });
  return {
    changed: left.length < before.length,
    removed: there.filter((id) => !left.includes(id)),
    left,
    stopped,
  };
};
