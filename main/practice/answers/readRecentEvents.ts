import type { ParamsOf, ResultOf } from '../../../shared/model/operations';
import type { Machine } from '../machine/machine';

// Stands on: platform/get-winevent-ids, defender/mde-wd-events-states (which parameters an event has, and in which order).

type MachineEvent = Machine['events'][number];
type Log = ParamsOf<'Get-RecentEvent'>['logs'][number];
type RecentEvent = ResultOf<'Get-RecentEvent'>['events'][number];

const names: Readonly<Record<Log, MachineEvent['log']>> = {
  sense: 'Microsoft-Windows-SENSE/Operational',
  defender: 'Microsoft-Windows-Windows Defender/Operational',
  system: 'System',
  application: 'Application',
  setup: 'Setup',
  telemetry: 'Microsoft-Windows-UniversalTelemetryClient/Operational',
};

/** The providers that Get-RecentEvent.ps1 asks for, in its order; of the other logs it takes all. */
const providers: Readonly<Partial<Record<Log, readonly string[]>>> = {
  system: [
    'EventLog',
    'User32',
    'Service Control Manager',
    'Microsoft-Windows-WindowsUpdateClient',
    'Microsoft-Windows-Time-Service',
    'Schannel',
    'Microsoft-Windows-GroupPolicy',
  ],
  application: [
    'WDATPOnboarding',
    'WDATPOffboarding',
    'MsiInstaller',
    'Group Policy Scheduled Tasks',
    'Group Policy Registry',
    'Application Error',
    'Windows Error Reporting',
  ],
};

/** A log that comes with a service is there with it. */
const owners: Readonly<Partial<Record<Log, string>>> = {
  sense: 'Sense',
  defender: 'WinDefend',
  telemetry: 'DiagTrack',
};

const isThere = (machine: Machine, log: Log): boolean => {
  const owner = owners[log];
  return owner === undefined || machine.services[owner] !== undefined;
};

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}...` : text);

/** The parameters of an event as EventFacts.ps1 tells them. */
export const dataOf = ({ data = [] }: MachineEvent): string[] =>
  data.slice(0, 25).map((value) => cut(value, 300));

/** Events with the restarts that Windows noted, each once, as the logs of the fake Windows have them. */
function logOf({ events, boot }: Machine): MachineEvent[] {
  const noted = boot.recent.flatMap(({ downAt, upAt }): MachineEvent[] => {
    const same = { log: 'System', provider: 'EventLog', level: 4 } as const;
    return [
      { ...same, id: 6006, at: downAt, text: 'The Event log service was stopped.' },
      { ...same, id: 6005, at: upAt, text: 'The Event log service was started.' },
    ];
  });
  const known = new Set(events.map(({ log, id, at }) => `${log} ${String(id)} ${String(at)}`));
  return [...events, ...noted.filter(({ log, id, at }) => !known.has(`${log} ${String(id)} ${String(at)}`))];
}

function levelOf({ level }: MachineEvent): RecentEvent['level'] {
  if (level === 1 || level === 2) return 'error';
  return level === 3 ? 'warning' : 'information';
}

/** Newest first; of the same instant the one that was written later, as Windows gives them. */
const newest = (events: readonly MachineEvent[]): MachineEvent[] =>
  events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => b.event.at - a.event.at || b.index - a.index)
    .map(({ event }) => event);

/** What `Get-RecentEvent` answers on this machine. */
export function readRecentEvents(
  machine: Machine,
  { logs, since, limit }: ParamsOf<'Get-RecentEvent'>,
): Omit<ResultOf<'Get-RecentEvent'>, 'readAt'> {
  const all = logOf(machine);
  const share = Math.max(1, Math.floor(limit / logs.length));
  const found = logs.flatMap((log): { event: MachineEvent; log: Log }[] => {
    if (!isThere(machine, log)) return [];
    const own = all.filter((event) => event.log === names[log] && event.at >= since);
    const sources = providers[log]?.map((name) => own.filter(({ provider }) => provider === name)) ?? [own];
    return sources
      .flatMap((source) => newest(source).slice(0, share))
      .sort((a, b) => b.at - a.at)
      .slice(0, share)
      .map((event) => ({ event, log }));
  });
  const events = found
    .sort((a, b) => b.event.at - a.event.at)
    .slice(0, limit)
    .map(({ event, log }) => ({
      log,
      provider: event.provider,
      id: event.id,
      level: levelOf(event),
      at: event.at,
      text: cut(event.text, 2000),
      data: dataOf(event),
    }));
  const missing = logs.filter((log) => !isThere(machine, log));
  return { events, unreadable: missing.map((log) => ({ log, reason: 'notFound' as const })) };
}

/** The events of one log with these numbers, newest first. */
export const eventsOf = (machine: Machine, log: MachineEvent['log'], ...ids: number[]): MachineEvent[] =>
  newest(machine.events.filter((event) => event.log === log && ids.includes(event.id)));
