import { compareVersions } from '../../version';
import type { Kit } from '../../model/kit';
import type { Package, PackageKind } from '../../model/packages';
import { checks, type FixId } from '../../checks/prerequisites';
import type { Rule } from '../rules/rule';
import { kitFileOf, waitsForRestart, type Situation } from '../situation';
import { rawValue, type Action, type Wanted } from './action';
import { always, byRules, never } from './byRules';

/** The file that a fix installs on the server: its kind, and which one the kit has. */
export interface FixFile {
  readonly kind: PackageKind;
  /** Number of the Windows update, for that kind only. */
  readonly kb: string | null;
  of(kit: Kit): Package | null;
}

/** A fix: an action of the plan that a person accepted for a prerequisite. */
export interface Fix extends Action {
  readonly id: FixId;
  readonly file: FixFile | null;
}

/** True while the check that asks for this fix is not met. */
const isAsked = (fix: FixId, { facts, kit }: Situation): boolean =>
  checks(facts, kit).some((check) => check.fix === fix && check.state === 'toFix');

const accepted = (fix: FixId, { inputs }: Wanted): boolean => inputs.fixes.includes(fix);

const common = (id: FixId) =>
  ({
    id,
    operation: 'Install-Prerequisite',
    oneWay: false,
    file: null,
    rules: 'check',
    applies: (situation: Situation) => accepted(id, situation),
    isDone: (situation: Situation) => !isAsked(id, situation),
  }) as const;

/** `evidence`: the file of Windows that the update brings. */
function windowsUpdate(id: FixId, kb: string, evidence: Fix['evidence']): Fix {
  const of = (kit: Kit): Package | null =>
    kit.windowsUpdates.find((pkg) => pkg.details.kind === 'windowsUpdate' && pkg.details.kb === kb) ?? null;
  return {
    ...common(id),
    restart: 'maybe',
    minutes: [1, 4],
    file: { kind: 'windowsUpdate', kb, of },
    files: ({ kit }) => [of(kit)],
    call: ({ kit }) => {
      const pkg = of(kit);
      return (
        pkg && {
          operation: 'Install-Prerequisite',
          params: { fix: 'windowsUpdate', kb, file: kitFileOf(pkg) },
        }
      );
    },
    evidence,
  };
}

/** The feature is enabled, or does not exist on this Windows. */
const hasFeature: Rule = {
  not: {
    any: ['disabled', 'removed'].map((is) => ({ fact: 'defender.feature', is })),
  },
};

const enableDefenderFeature: Fix = {
  ...common('enable-defender-feature'),
  restart: 'maybe',
  minutes: [2, 6],
  // By what Windows shows afterwards, for a call without an error may have done nothing (row servicing/servicing-features-enable-over-ssh-silent).
  // Enabled but waiting for the restart counts as done here: the restart is an action of its own.
  ...byRules((wanted) => ({
    applies: accepted('enable-defender-feature', wanted) ? always : never,
    done: hasFeature,
  })),
  call: () => ({ operation: 'Install-Prerequisite', params: { fix: 'defenderFeature' } }),
  evidence: ({ defender }) => `Windows-Defender ${rawValue(defender.feature)}`,
};

/**
 * The restart of the plan: wanted when Windows waits for one, or when enabling the feature will ask for it.
 * Its page asks once more before the server goes down.
 */
const restart: Fix = {
  ...common('restart'),
  operation: 'Restart-Server',
  restart: 'yes',
  minutes: [3, 8],
  ...byRules((wanted) => {
    const enables = accepted('enable-defender-feature', wanted);
    const waits: Rule = { any: [waitsForRestart, { fact: 'defender.feature', is: 'pending' }] };
    return {
      applies: enables || accepted('restart', wanted) ? always : never,
      done: { all: [{ not: waits }, ...(enables ? [hasFeature] : [])] },
    };
  }),
  call: () => ({ operation: 'Restart-Server', params: { delaySeconds: 5 } }),
  evidence: ({ boot }) => `started ${boot.startedAt === null ? '-' : new Date(boot.startedAt).toISOString()}`,
};

const enableDefender: Fix = {
  ...common('enable-defender'),
  restart: 'maybe',
  minutes: [1, 2],
  call: () => ({ operation: 'Install-Prerequisite', params: { fix: 'defenderEnable' } }),
  evidence: ({ services }) => `WinDefend ${rawValue(services.winDefend?.status ?? null)}`,
};

const platformNow: Fix['evidence'] = ({ defender }) => `platform ${rawValue(defender.platformVersion)}`;

/** Steps to the platform from which a new one can be installed from a file, where the server's own is older. */
const stepPlatform: Fix = {
  ...common('step-platform'),
  // Defender may put a new platform off until the next start.
  restart: 'maybe',
  minutes: [1, 2],
  file: { kind: 'platformStep', kb: null, of: (kit) => kit.platformStep },
  files: ({ kit }) => [kit.platformStep],
  call: ({ kit }) =>
    kit.platformStep && {
      operation: 'Install-Prerequisite',
      params: { fix: 'platformUpdate', file: kitFileOf(kit.platformStep) },
    },
  evidence: platformNow,
};

const updatePlatform: Fix = {
  ...common('update-platform'),
  restart: 'maybe',
  minutes: [1, 2],
  isDone: (situation) => {
    const wanted = situation.kit.installation?.details;
    const have = situation.facts.defender.platformVersion;
    if (wanted?.kind !== 'installation' || wanted.platformVersion === null || have === null)
      return !isAsked('update-platform', situation);
    return compareVersions(have, wanted.platformVersion) >= 0;
  },
  file: { kind: 'platformUpdate', kb: null, of: (kit) => kit.platformUpdate },
  files: ({ kit }) => [kit.platformUpdate],
  call: ({ kit }) =>
    kit.platformUpdate && {
      operation: 'Install-Prerequisite',
      params: { fix: 'platformUpdate', file: kitFileOf(kit.platformUpdate) },
    },
  evidence: platformNow,
};

/**
 * Fixes in the order in which they must run: updates, feature, restart, then what needs the feature
 * (row servicing/servicing-features-order-by-version). The platform comes last, and security intelligence, which no action of ours brings, only after it: a 4.10 platform refuses new engines
 * (row servicing/servicing-mpsigstub-engine-stuck-2016). An update is done once its file is there: what was accepted can be undone by the restart
 * (row servicing/servicing-wusa-3010-then-rolled-back).
 */
export const prerequisiteActions: readonly Fix[] = [
  windowsUpdate('install-ucrt', 'KB2999226', ({ files }) => `ucrtbase.dll ${rawValue(files.ucrtbase)}`),
  windowsUpdate('install-telemetry', 'KB3080149', ({ files }) => `Tdh.dll ${rawValue(files.tdh)}`),
  windowsUpdate('install-kernel', 'KB3045999', ({ files }) => `ntoskrnl.exe ${rawValue(files.ntoskrnl)}`),
  enableDefenderFeature,
  restart,
  enableDefender,
  stepPlatform,
  updatePlatform,
];
