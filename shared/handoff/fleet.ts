import type { TargetView } from '../bridge/session';
import { fitsServer } from '../kit/packageFit';
import type { Between } from '../locales/keys';
import { noWishes, type Wishes } from '../model/wishes';
import {
  needsShare,
  type Direction,
  type EngineId,
  type FleetFamily,
  type HandOffChoice,
} from '../model/handOff';
import type { Package, PackageKind } from '../model/packages';
import { recogniseOs } from '../knowledge/os';
import { compareVersions } from '../version';
import { buildsOf, familyOfBuild, isGivenSensor } from './families';
import type { FleetFile, FleetPart, Wanted } from './wanted';

/** Whether a hand-off does something for a server of the list, and why (`handoff:fit.<why>`). */
export interface Fit {
  /** `no`: it does nothing there, or cannot reach it. */
  readonly fits: 'yes' | 'no' | 'unknown';
  readonly why: Between<'handoff:fit.'>;
}

/** The first PowerShell that Ansible works with. */
const firstForAnsible = '5.1';

/** Says of one server of the list whether an engine would do its work there. Pure, over what was read of it last. */
export function fitOf(
  engine: EngineId,
  { direction, families, targetId }: Pick<HandOffChoice, 'direction' | 'families' | 'targetId'>,
  { target, facts }: Pick<TargetView, 'target' | 'facts'>,
  tenant: string | null,
): Fit {
  if (facts === null) return { fits: 'unknown', why: 'unread' };
  const no = (why: Fit['why']): Fit => ({ fits: 'no', why });
  const family = familyOfBuild(facts.os.build);
  if (family === null || !recogniseOs(facts.os).supported) return no('unsupported');
  if (!families.includes(family)) return no('notChosen');
  if (engine === 'groupPolicy' && !facts.computer.domainJoined) return no('noDomain');
  if (engine === 'ansible' && compareVersions(facts.powershell.version, firstForAnsible) < 0)
    return no('oldPowerShell');
  const isOn = facts.sensor.onboardingState === 1;
  const elsewhere = isOn && tenant !== null && facts.sensor.orgId?.toLowerCase() !== tenant;
  if (elsewhere) return no('otherTenant');
  if (direction === 'onboard' && isOn) return no('onboarded');
  if (direction === 'offboard' && !isOn) return no('notOnboarded');
  return { fits: 'yes', why: target.id === targetId ? 'here' : 'fits' };
}

/** The families of the servers of a list that were read. */
export const familiesOf = (views: readonly Pick<TargetView, 'facts'>[]): FleetFamily[] => [
  ...new Set(
    views.flatMap(({ facts }) => {
      const family = facts === null ? null : familyOfBuild(facts.os.build);
      return family === null ? [] : [family];
    }),
  ),
];

const fileOf = ({ kind, sha256, name, bytes }: Package): FleetFile => ({ kind, sha256, name, bytes });
const versionOf = ({ details }: Package): string => ('version' in details ? details.version : null) ?? '0.0';

/** The packages of a library that take servers into their tenant, or out of it, newest first; those that ask a question are never in it. */
export const tenantFiles = (library: readonly Package[], direction: Direction, now: number): Package[] =>
  direction === 'remove'
    ? []
    : library
        .filter(
          ({ details }) =>
            (direction === 'onboard' && details.kind === 'onboarding') ||
            (direction === 'offboard' &&
              details.kind === 'offboarding' &&
              details.orgId !== null &&
              (details.expiresAt === null || details.expiresAt > now)),
        )
        .toSorted((a, b) => b.addedAt - a.addedAt);

/** The tenant of such a package, lower case. */
export const tenantOf = (pkg: Package | undefined): string | null =>
  pkg !== undefined && 'orgId' in pkg.details ? (pkg.details.orgId?.toLowerCase() ?? null) : null;

/** What a part of the fleet is given out of a library. */
function partOf(
  family: FleetFamily,
  { engine, direction, groups }: HandOffChoice,
  library: readonly Package[],
  wishes: Wishes,
): FleetPart {
  const build = buildsOf(family)[0] ?? 0;
  const fitting = library.filter(
    (pkg) =>
      fitsServer(pkg, { build, orgId: null, onboarded: false, practice: pkg.practice, readAt: 0 }).fits,
  );
  const newest = (kind: PackageKind): Package[] =>
    fitting
      .filter((pkg) => pkg.kind === kind)
      .toSorted((a, b) => compareVersions(versionOf(b), versionOf(a)) || b.addedAt - a.addedAt)
      .slice(0, 1);
  const installation = isGivenSensor(family) ? newest('installation')[0] : undefined;
  const updates = [
    ...fitting
      .filter(({ kind }) => kind === 'windowsUpdate')
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    ...(wishes.platform === null ? [] : newest('platformUpdate')),
    ...(wishes.sensorUpdate === null ? [] : newest('sensorUpdate')),
    ...(wishes.intelligence === 'library' ? newest('intelligence') : []),
  ];
  const group = engine === 'groupPolicy' ? (groups[family] ?? null) : null;
  return direction === 'onboard'
    ? {
        family,
        installation: installation === undefined ? null : fileOf(installation),
        updates: updates.map(fileOf),
        group,
      }
    : { family, installation: null, updates: [], group };
}

/** In the place of a share where nobody reads one; it is written nowhere. */
const noShare = '\\\\none.invalid\\none';

/** Whether a hand-off can remove an installed sensor: where servers leave their tenant and their Windows was given one. */
export const isUninstalling = ({
  direction,
  families,
}: Pick<HandOffChoice, 'direction' | 'families'>): boolean =>
  direction === 'offboard' && families.some(isGivenSensor);

/** What is needed before a hand-off can be written (`handoff:missing.<id>`). */
export type Missing = Between<'handoff:missing.'>;

/**
 * All that a hand-off is made of, from what a person chose, the library, and the plan that is carried over; or what it lacks.
 * @param now the clock of this computer, which tells whether an offboarding package still counts
 */
export function wantedOf(
  choice: HandOffChoice,
  around: {
    readonly library: readonly Package[];
    readonly views: readonly TargetView[];
    readonly language: 'en' | 'fr';
    readonly now: number;
  },
): Wanted | Missing {
  const { direction, families, targetId, mode } = choice;
  const candidates = tenantFiles(around.library, direction, around.now);
  const pkg = candidates.find(({ sha256 }) => sha256 === choice.tenantFile) ?? candidates[0];
  if (choice.share === null && needsShare(choice.engine, direction)) return 'invalid';
  if (pkg === undefined && direction !== 'remove') return direction;
  const plan = around.views.find(({ target }) => target.id === targetId)?.inputs.wishes ?? noWishes;
  const wishes = { ...plan, mode: mode ?? plan.mode };
  const tenant = tenantOf(pkg);
  const out = new Set(choice.without);
  const servers = around.views
    .filter((view) => !out.has(view.target.id))
    .flatMap((view) => {
      const family = view.facts === null ? null : familyOfBuild(view.facts.os.build);
      const fits = fitOf(choice.engine, choice, view, tenant).fits === 'yes';
      const name = view.facts?.computer.name;
      if (!fits || family === null || name === undefined) return [];
      const address = 'address' in view.target ? view.target.address : name;
      return [{ name, address, family }];
    });
  return {
    name: choice.name,
    direction,
    language: around.language,
    share: choice.share ?? noShare,
    results: choice.results,
    tenant,
    tenantFile: pkg === undefined ? null : fileOf(pkg),
    parts: families.map((family) => partOf(family, choice, around.library, wishes)),
    servers,
    wishes,
    uninstall: choice.uninstall && isUninstalling(choice),
  };
}
