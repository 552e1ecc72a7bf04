import { fleetFamilies, type FleetFamily } from '../model/handOff';
import { firstBuildWithSensor, osFamilies } from '../knowledge/os';

export type { FleetFamily } from '../model/handOff';

/** The builds of a family, smallest first: every build that Gangway knows and onboards belongs to one. */
export const buildsOf = (family: FleetFamily): readonly number[] =>
  osFamilies
    .filter(({ supported }) => supported)
    .filter((one) => (family === '2019' ? one.build >= firstBuildWithSensor : one.family === family))
    .map(({ build }) => build);

/** The family that a build belongs to, or null for a Windows that cannot be onboarded by any hand-off. */
export const familyOfBuild = (build: number): FleetFamily | null =>
  fleetFamilies.find((family) => buildsOf(family).includes(build)) ?? null;

/** Whether the installation package brings the sensor. */
export const isGivenSensor = (family: FleetFamily): boolean => family !== '2019';

/**
 * The question by which Windows tells that it is a server of this family (Win32_OperatingSystem). BuildNumber is a text, so that "greater" would
 * compare letters: each build is named. ProductType 1 is a workstation.
 */
export const wqlOf = (family: FleetFamily): string =>
  `select * from Win32_OperatingSystem where (${buildsOf(family)
    .map((build) => `BuildNumber="${String(build)}"`)
    .join(' or ')}) and ProductType<>"1"`;
