import type { EventFact } from '../../../shared/facts';
import type { Machine } from './machine';

type MachineEvent = Machine['events'][number];

/** Detections, updates of the platform, changes of the configuration; Defender writes much else that proves nothing here. */
const defenderEvents = new Set([1116, 1117, 2006, 2014, 5007]);

/** Which of the three logs of facts an event belongs to; null for one that nobody asks for. */
function logOf(event: MachineEvent): EventFact['log'] | null {
  if (event.log === 'Microsoft-Windows-SENSE/Operational') return 'sense';
  if (event.log === 'Microsoft-Windows-Windows Defender/Operational') {
    return defenderEvents.has(event.id) ? 'defender' : null;
  }
  return event.log === 'Application' && event.provider === 'WDATPOnboarding' ? 'onboarding' : null;
}

function levelOf(event: MachineEvent): EventFact['level'] {
  if (event.level <= 2) return 'error';
  return event.level === 3 ? 'warning' : 'information';
}

/** As Facts.ps1 cuts it: anybody may write into the Application log, and 32 KB at once. */
const longest = 4000;
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}...` : text);

/** In this order the logs are read; it decides between events of the same instant. */
const logs: readonly EventFact['log'][] = ['sense', 'defender', 'onboarding'];

/** The newest events of the sensor, Defender and the onboarding script since an instant, newest first. */
export function readEvents(machine: Machine, since: number, limit: number): EventFact[] {
  return machine.events
    .flatMap((event, index) => {
      const log = logOf(event);
      return log === null || event.at < since ? [] : [{ event, log, index }];
    })
    .sort((a, b) => b.event.at - a.event.at || logs.indexOf(a.log) - logs.indexOf(b.log) || b.index - a.index)
    .slice(0, limit)
    .map(({ event, log }) => ({
      log,
      id: event.id,
      level: levelOf(event),
      at: event.at,
      text: cut(event.text),
    }));
}
