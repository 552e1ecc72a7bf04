import type { ResultOf } from '../../../shared/model/operations';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import type { PolicyTraces } from '../machine/policyTraces';
import { registryHas } from '../machine/registry';
import { dataOf, eventsOf } from './readRecentEvents';
import { kindOf, scriptOf } from './taskScripts';

// Stands on: platform/rsop-gpo-class, platform/rsop-extension-status (which properties there are), platform/preference-events (parameters of the warnings), platform/preference-history, platform/preference-run-once.

type Found = ResultOf<'Get-GroupPolicyState'>;

/** The extension of Group Policy that makes scheduled tasks. */
export const taskExtension = '{AADCED64-746C-4633-A97C-D61349046527}';
const warnings = [4098, 4105, 4106, 8192, 8193, 8194, 8212];
const reachMs = 30 * 24 * 60 * 60_000;

const hex = (code: number): string => `0x${code.toString(16).padStart(8, '0')}`;
const refreshed = (told: PolicyTraces['refreshed']['tasks']) =>
  told === undefined ? null : { at: told.at, code: hex(told.code) };

function itemsOf(machine: Machine): Found['items'] {
  return (machine.policyTraces?.items ?? []).flatMap((item) => {
    const script = scriptOf(item);
    if (script === null) return [];
    const { policy, name, immediate, runAs, account, highest, filtered, once } = item;
    return [
      {
        ...{ policy, name, immediate, kind: kindOf(script), script, onShare: script.startsWith('\\\\') },
        ...{ runAs, account, signedIn: item.logonType === 'InteractiveToken', highest, filtered },
        once: once !== null,
        ran: once !== null && registryHas(machine, keys.policyMarks, once),
      },
    ];
  });
}

/** Objects of the traces, then those that only set values. */
function objectsOf({ policyTraces, groupPolicy = [] }: Machine): Found['objects'] {
  const noted = (policyTraces?.objects ?? []).map(({ id, name, applies, extensions }) => ({
    ...{ name, id, applies },
    tasks: extensions.length === 0 ? null : extensions.includes(taskExtension),
  }));
  const names = [...new Set(groupPolicy.map(({ gpo }) => gpo))].filter(
    (name) => !noted.some((one) => one.name === name),
  );
  return [...noted, ...names.sort().map((name) => ({ name, id: '', applies: 'yes' as const, tasks: null }))];
}

function problemsOf(machine: Machine, now: number): Found['problems'] {
  return eventsOf(machine, 'Application', ...warnings).flatMap((event) => {
    const [, item = '', object = '', code = ''] = dataOf(event);
    if (event.provider !== 'Group Policy Scheduled Tasks' || event.at < now - reachMs) return [];
    const told = /^0x[0-9a-f]{1,8}/i.exec(code)?.[0];
    return [
      {
        ...{ at: event.at, event: event.id, item, policy: /\{[0-9A-Fa-f-]{36}\}/.exec(object)?.[0] ?? null },
        code: told === undefined ? null : hex(Number(told)),
      },
    ];
  });
}

/** What `Get-GroupPolicyState` answers on this machine at `now`. */
export function readPolicyState(machine: Machine, now: number): Omit<Found, 'readAt'> {
  const traces = machine.policyTraces;
  const left = traces?.handOff;
  return {
    objects: objectsOf(machine),
    refreshed: {
      whole: refreshed(traces?.refreshed.whole),
      tasks: refreshed(traces?.refreshed.tasks),
    },
    items: itemsOf(machine),
    problems: problemsOf(machine, now),
    schedulerLog: traces?.schedulerLogOff !== true,
    handOff:
      left === undefined
        ? null
        : {
            ...{ at: left.at, name: left.handOff, outcome: left.outcome, exitCode: left.exitCode },
            ...{ step: left.step, detail: left.detail },
          },
    unreadable: [],
  };
}
