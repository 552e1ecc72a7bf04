import { isDeepStrictEqual } from 'node:util';
import { GangwayError } from '../../shared/errors';
import { rungIds } from '../../shared/bridge/session';
import { withJourney, type InputChange, type Inputs } from '../../shared/model/inputs';
import { isPassiveTrapped } from '../../shared/plan/modes';
import type { ServersNeeds } from './needs';
import { decideSearch, isSearchChange, type SearchChange } from './search';
import type { Server } from './server';
import { hasSession } from '../../shared/model/target';

/** Takes over one decision of a person, stores it, and shows it. Decisions that facts forbid throw `step.blocked`. */
export async function changeInputs(needs: ServersNeeds, server: Server, change: InputChange): Promise<void> {
  const view = server.view();
  if (view.busy === 'running' || view.busy === 'restarting')
    throw new GangwayError('step.blocked', 'a run is under way');
  check(server, change);
  const by = needs.settings.value().technician ?? '';
  if (isSearchChange(change)) return changeSearch(needs, server, change, by);
  const identity = view.connection?.identity ?? null;
  const machine = identity && (identity.machineId ?? identity.computerName);
  const before =
    change.kind === 'takeBack'
      ? view.changes.findLast(({ action, undo }) => action === change.action && undo === 'possible')?.before
      : undefined;
  await storeInputs(server, (inputs) => decide(inputs, change, { at: needs.now(), by, machine, before }));
}

/** Takes over a decision about the search. What was read for the search before it counts no more once another begins. */
async function changeSearch(
  needs: ServersNeeds,
  server: Server,
  change: SearchChange,
  by: string,
): Promise<void> {
  const { searching } = server.known('troubleshoot');
  if (searching === null) throw new GangwayError('internal', 'troubleshoot knows nothing');
  const search = decideSearch(searching, change, { at: needs.now(), by });
  await storeInputs(server, (inputs) => ({ ...inputs, search }));
  const isNew = change.kind === 'search' || change.kind === 'takeUp';
  if (isNew && hasSession(server.target)) server.change(() => ({ reads: {} }));
}

/**
 * Writes the inputs of a server and shows them. Another way to it (account, port, accepted machine) voids what was tested
 * before, and throws `step.blocked` while something is under way over the old one.
 */
export async function storeInputs(server: Server, step: (inputs: Inputs) => Inputs): Promise<void> {
  const { inputs } = server;
  const before = inputs.value().connection;
  const sameWay = isDeepStrictEqual(step(inputs.value()).connection, before);
  if (!sameWay && server.view().busy !== 'idle')
    throw new GangwayError('step.blocked', 'the connection is in use');
  await inputs.update(step);
  if (!sameWay) await voidConnection(server);
  server.change(() => ({ inputs: inputs.value() }));
}

/** Nobody may go on over a way that is no longer the chosen one; facts stay, with their age. */
async function voidConnection(server: Server): Promise<void> {
  server.way = null;
  server.change(() => ({
    connectedAt: null,
    rungs: rungIds.map((id) => ({ id, state: 'ahead', value: '', ms: null, failure: null })),
  }));
  await server.closeShell();
}

function check(server: Server, change: InputChange): void {
  const takenBack = change.kind === 'takeBack' && change.back ? change.action : null;
  if (change.kind === 'waive') {
    const found = server.known().checks.find((entry) => entry.id === change.check);
    if (!found?.waivable) throw new GangwayError('step.blocked', `${change.check} cannot be waived`);
  }
  if (change.kind === 'acceptFix') {
    const found = server.known().checks.find((entry) => entry.fix === change.fix);
    if (found === undefined) throw new GangwayError('step.blocked', `nothing asks for ${change.fix}`);
  }
  const ours = server.view().changes.some(({ action, undo }) => action === takenBack && undo === 'possible');
  if (takenBack !== null && !ours)
    throw new GangwayError('step.blocked', `${takenBack} cannot be taken back`);
  if (change.kind === 'acceptMachine' && server.view().connection?.identity == null)
    throw new GangwayError('step.blocked', 'no machine has answered');
  if (
    change.kind === 'wish' &&
    change.wishes.mode === 'passive' &&
    isPassiveTrapped(server.known().situation.facts)
  )
    throw new GangwayError('step.blocked', 'tamper protection keeps this server active');
}

/** The inputs after a decision of `by`. Pure. `machine` is the one that answered last; `before`, what the change to take back found there. A changed mode voids what was accepted about unprotected moments. */
export function decide(
  inputs: Inputs,
  change: Exclude<InputChange, SearchChange>,
  {
    at,
    by,
    machine = null,
    before,
  }: {
    readonly at: number;
    readonly by: string;
    readonly machine?: string | null;
    readonly before?: string | undefined;
  },
): Inputs {
  const { connection, afterwards } = inputs;
  switch (change.kind) {
    case 'choosePath':
      return { ...inputs, pathChosenAt: at };
    case 'choosePackage':
      return {
        ...inputs,
        chosen: [change.sha256, ...inputs.chosen.filter((sha256) => sha256 !== change.sha256)],
      };
    case 'acceptFix':
      return { ...inputs, fixes: [...inputs.fixes.filter((fix) => fix !== change.fix), change.fix] };
    case 'removeFix':
      return { ...inputs, fixes: inputs.fixes.filter((fix) => fix !== change.fix) };
    case 'waive':
      return withJourney(inputs, 'onboard', {
        waivers: [
          ...inputs.journeys.onboard.waivers.filter((waiver) => waiver.check !== change.check),
          { check: change.check, reason: change.reason, at },
        ],
      });
    case 'withdrawWaiver':
      return withJourney(inputs, 'onboard', {
        waivers: inputs.journeys.onboard.waivers.filter((waiver) => waiver.check !== change.check),
      });
    case 'wish': {
      const wishes = { ...inputs.wishes, ...change.wishes };
      const sameMode = wishes.mode === inputs.wishes.mode;
      return { ...inputs, wishes, noProtectorAcceptedAt: sameMode ? inputs.noProtectorAcceptedAt : null };
    }
    case 'chooseTool':
      return withJourney(inputs, change.journey, { tool: change.tool });
    case 'acceptNoProtector':
      return { ...inputs, noProtectorAcceptedAt: change.accepted ? at : null };
    case 'afterwards': {
      const same = afterwards.uninstall === change.uninstall;
      const { uninstall } = change;
      return {
        ...inputs,
        afterwards: { ...afterwards, uninstall, nobodyAcceptedAt: same ? afterwards.nobodyAcceptedAt : null },
      };
    }
    case 'acceptNobodyAfter':
      return { ...inputs, afterwards: { ...afterwards, nobodyAcceptedAt: change.accepted ? at : null } };
    case 'takeBack': {
      const kept = afterwards.takeBack.filter(({ action }) => action !== change.action);
      const takeBack =
        change.back && before !== undefined ? [...kept, { action: change.action, before }] : kept;
      return { ...inputs, afterwards: { ...afterwards, takeBack } };
    }
    case 'alert':
      return { ...inputs, alert: { seen: change.seen, at, by } };
    case 'withdrawAlert':
      return { ...inputs, alert: null };
    case 'chooseAccount':
      return { ...inputs, connection: { ...connection, account: change.account } };
    case 'chooseTransport':
      return { ...inputs, connection: { ...connection, transport: change.transport } };
    case 'acceptMachine':
      return { ...inputs, connection: { ...connection, acceptedMachine: machine } };
  }
}
