import { compareVersions } from '../version';
import { hasDefenderRemnant } from '../checks/server2012R2';
import { docs, installScript, read } from '../knowledge/source';
import { mayCrash } from '../plan/actions/workspaces';
import { installed, issue, type IssueContext, type KnownIssue } from './issue';

const facts = ({ situation }: IssueContext) => situation.facts;
const older = (version: string | null, than: string) =>
  version !== null && compareVersions(version, than) < 0;

/** The platform of September 2018: an older one cannot be brought up to date. */
const oldestUsablePlatform = '4.10.14393.2515';
/** A version of the product, which is a series of its own (row servicing/servicing-ips1-displayversion-numbers). By Install.ps1, SYSTEM cannot uninstall the product on Server 2012 R2 before this version; nothing there tests it. */
const removableBySystem = '4.18.60326';

/** What stands in the way of installing, repairing or removing the sensor on Server 2012 R2 and 2016. */
export const installationIssues: readonly KnownIssue[] = [
  issue('K1', {
    step: 'install',
    families: installed,
    checks: ['defenderRemnant'],
    facts: (it) => it.family === '2012r2' && hasDefenderRemnant(facts(it)),
    // A reference to a text of the file, and then the service's name (mdefordownlevelserver, issue 19, on 2012 R2); Microsoft's page words
    // it otherwise (row servicing/servicing-msi-mde-310-as-documented).
    outcome: { tools: ['msiexec', 'installScript'], codes: [], words: /mpasdesc\.dll/i },
    source: docs('onboard-server'),
  }),
  issue('K5', {
    step: 'prerequisites',
    families: ['2016'],
    checks: ['defenderFeature', 'defenderRunning', 'platform'],
    facts: (it) => {
      const { defender, services } = facts(it);
      const off = defender.feature !== null && defender.feature !== 'enabled';
      return (
        off ||
        services.winDefend?.status === 'stopped' ||
        older(defender.platformVersion, oldestUsablePlatform)
      );
    },
    source: installScript,
  }),
  issue('K12', {
    step: 'install',
    families: installed,
    // Install.ps1's own definition of "onboarded": the sensor starts by itself.
    facts: (it) => facts(it).services.sense?.start === 'automatic',
    // Not by the package's words: it calls for offboarding on a first installation as well (mdefordownlevelserver, issue 9).
    outcome: { tools: ['installScript'], codes: [35], words: null },
    source: installScript,
  }),
  issue('K22', {
    step: 'prerequisites',
    checks: ['defenderFeature'],
    facts: (it) => facts(it).defender.feature === 'removed',
    outcome: {
      tools: ['dism'],
      codes: [14081, 0x80073701, 0x800f081f],
      words: null,
    },
    source: docs('defender-deployment-tool-windows'),
  }),
  issue('K23', {
    step: 'prerequisites',
    families: ['2016'],
    checks: ['kernelOwner'],
    facts: (it) => facts(it).files.ntoskrnlOwnerTrusted === false,
    outcome: { tools: ['msiexec', 'installScript'], codes: [], words: /unsupported os version/i },
    source: installScript,
  }),
  issue('K24', {
    step: 'prerequisites',
    families: ['2016'],
    checks: ['orphanRegistration'],
    facts: (it) => facts(it).orphanRegistration,
    outcome: { tools: ['msiexec', 'installScript'], codes: [], words: /mssecflt\.inf/i },
    source: installScript,
  }),
  issue('K25', {
    step: 'handover',
    families: ['2012r2'],
    facts: (it) => older(facts(it).sensor.product?.version ?? null, removableBySystem),
    source: installScript,
  }),
  issue('K26', {
    step: 'onboard',
    families: installed,
    facts: (it) => {
      const { sensor, policy } = facts(it);
      return sensor.product !== null && policy.onboardingInfo && sensor.onboardingState !== 1;
    },
    source: installScript,
  }),
  issue('K31', {
    step: 'prerequisites',
    families: ['2016'],
    checks: ['platform'],
    facts: (it) => {
      const details = it.situation.kit.installation?.details;
      const brings = details?.kind === 'installation' ? details.platformVersion : null;
      return (
        brings !== null &&
        it.situation.kit.platformUpdate === null &&
        older(facts(it).defender.platformVersion, brings)
      );
    },
    outcome: { tools: ['installScript'], codes: [4], words: null },
    source: installScript,
  }),
  issue('K9', {
    step: 'handover',
    families: installed,
    facts: (it) => facts(it).sensor.product !== null && mayCrash(facts(it)),
    source: read('Onboard Windows servers 2022'),
    doubt: 'doubt.derived',
  }),
];
