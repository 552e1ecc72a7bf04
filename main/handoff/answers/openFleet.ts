import { whenAsked } from '../../whenAsked';
import type { Fleet, FleetNeeds } from './needs';

/** The desk for results of a fleet. It is empty at each start of the app, and loaded with the first request. */
export function openFleet(needs: FleetNeeds): Fleet {
  const desk = whenAsked(async () => (await import('./fleet')).createFleet(needs));
  return {
    handlers: {
      pickFleet: async (input) => (await desk()).handlers.pickFleet(input),
      readFleet: async (input) => (await desk()).handlers.readFleet(input),
      playFleet: async (input) => (await desk()).handlers.playFleet(input),
      nameColumns: async (input) => (await desk()).handlers.nameColumns(input),
      clearFleet: async (input) => (await desk()).handlers.clearFleet(input),
      takeFleet: async (input) => (await desk()).handlers.takeFleet(input),
    },
    upload: async (...given) => (await desk()).upload(...given),
  };
}
