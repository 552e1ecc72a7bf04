import type { EventFact } from '../../../shared/model/facts';
import type { Machine } from '../machine/machine';

type MachineEvent = Machine['events'][number];

interface Source {
  readonly log: EventFact['log'];
  readonly has: (event: MachineEvent) => boolean;
  /** How many of it are read where others of that log must have room; the limit of the reading otherwise. */
  readonly most?: number;
}

const ofDefender =
  (...ids: number[]) =>
  ({ log, id }: MachineEvent): boolean =>
    log === 'Microsoft-Windows-Windows Defender/Operational' && ids.includes(id);

/** What is asked for, in this order, as Facts.ps1 has it; the order decides between events of the same instant. */
const sources: readonly Source[] = [
  { log: 'sense', has: ({ log }) => log === 'Microsoft-Windows-SENSE/Operational' },
  // Detections and updates of the platform; Defender writes much else that proves nothing here.
  { log: 'defender', has: ofDefender(1116, 1117, 2006, 2014) },
  // Its most frequent one by far (row defender/mde-wd-log-volume).
  { log: 'defender', has: ofDefender(5007), most: 5 },
  {
    log: 'onboarding',
    has: ({ log, provider }) => log === 'Application' && provider === 'WDATPOnboarding',
  },
  // Row defender/mde-wdatp-eventcreate: the offboarding script writes under a name of its own.
  {
    log: 'offboarding',
    has: ({ log, provider }) => log === 'Application' && provider === 'WDATPOffboarding',
  },
];

function levelOf(event: MachineEvent): EventFact['level'] {
  if (event.level <= 2) return 'error';
  return event.level === 3 ? 'warning' : 'information';
}

/** As Facts.ps1 cuts it: anybody may write into the Application log, and 32 KB at once. */
const longest = 4000;
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}...` : text);

/** The newest events of the sensor, Defender and the two scripts since an instant, newest first. */
export function readEvents(machine: Machine, since: number, limit: number): EventFact[] {
  const numbered = machine.events.map((event, index) => ({ event, index }));
  return sources
    .flatMap(({ log, has, most = limit }, rank) =>
      numbered
        .filter(({ event }) => event.at >= since && has(event))
        .sort((a, b) => b.event.at - a.event.at || b.index - a.index)
        .slice(0, most)
        .map(({ event, index }) => ({ event, index, log, rank })),
    )
    .sort((a, b) => b.event.at - a.event.at || a.rank - b.rank || b.index - a.index)
    .slice(0, limit)
    .map(({ event, log }) => ({
      log,
      id: event.id,
      level: levelOf(event),
      at: event.at,
      text: cut(event.text),
    }));
}
