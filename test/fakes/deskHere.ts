import type { DeskApart } from '../../main/logs/apart';
import { createDesk } from '../../main/logs/desk/desk';
import type { LogsDesk } from '../../shared/bridge/logs';

/** The desk of logs in the thread of the test; its computer is an hour before UTC. */
export function deskHere(tell: (view: LogsDesk) => void): DeskApart {
  const desk = createDesk({ tell, offsetAt: () => 60, now: Date.now });
  return {
    add: (given, clock) => desk.add(given, clock),
    setClock: async (file, offsetMinutes) => desk.setClock(file, offsetMinutes),
    forSupport: async (wish) => desk.forSupport(wish),
    close: async () => desk.clear(),
    ask: {
      getLogLines: async (input) => desk.ask.getLogLines(input),
      getLogLanes: async (input) => desk.ask.getLogLanes(input),
      getLogText: async (input) => desk.ask.getLogText(input),
    },
  };
}
