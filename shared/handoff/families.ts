import { firstBuildWithSensor, osFamilies } from '../knowledge/os';

/**
 * Windows versions that a fleet is parted by, because each is onboarded in its own way: Server 2012 R2 and 2016 are given the sensor by the
 * installation package, 2019 and later (with 1803 and the half-yearly versions) bring it along.
 */
export const fleetFamilies = ['2012r2', '2016', '2019'] as const;
export type FleetFamily = (typeof fleetFamilies)[number];

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
