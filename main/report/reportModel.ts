import type { Say } from '../../shared/locales/keys';
import { saidOfMode } from '../../shared/model/antivirus/antivirusMode';
import { differencesOf } from '../../shared/kit/packageTrust';
import type { Package } from '../../shared/model/packages';
import type { JourneyId } from '../../shared/model/journeys';
import { remaining } from '../../shared/plan/plan';
import type { Knowledge } from '../../shared/steps/assessment';
import { outcomeOf, type ProofState } from '../../shared/steps/proofs';
import type { AntivirusFindings } from '../../shared/bridge/session';
import type { Report } from '../../shared/bridge/report';
import { hereClock } from '../../shared/model/servers/serverClock';
import { joiningPackage, testSentAt } from '../../shared/plan/situation';
import { unproved } from '../../shared/steps/unproved';
import { chooseLocale, createTexts } from '../texts';
import { journalsOf } from '../runs/changes';
import { runOf } from '../runs/runState';
import { antivirusFindings } from '../runs/probes/antivirusFindings';
import { cloudFindings } from '../runs/probes/cloudFindings';
import type { ReportNeeds } from './needs';
import type { Server } from '../servers/server';
import { reportChecks } from './reportChecks';
import { outcomeOfSearch, reportSearch } from './reportSearch';
import { reportConnection } from './reportConnection';
import { reportFacts } from './reportFacts';
import { reportActions, reportRuns } from './reportRuns';
import { hostOf } from '../connect/trustHost';

/**
 * The handover report of a server as data, from its facts, its inputs and its journals. Throws `step.blocked` when the
 * server was not read in this session: a report never tells what was true once.
 */
export async function reportOf(needs: ReportNeeds, server: Server, journey: JourneyId): Promise<Report> {
  const view = server.view();
  const knowledge = server.known(journey);
  const { situation } = knowledge;
  const { facts, inputs, kit } = situation;
  const onboards = journey === 'onboard';
  const locale = chooseLocale(needs.settings.value().locale, needs.platform.locale);
  const t = createTexts(locale);
  const journals = (await journalsOf(needs, server)).filter(
    (entries) => (runOf(entries)?.journey ?? 'onboard') === journey,
  );
  const here = hereClock(view.skewMs);
  const said = saidOfMode(facts);
  const sent = testSentAt(facts);
  const sentAt = sent === null ? null : here(sent);
  const actions = reportActions(journals, t);
  const cloud = cloudFindings(journals);
  const antivirus = antivirusFindings(journals);
  const packages = [
    joiningPackage(situation),
    ...(inputs.journeys.onboard.tool === null ? [] : [kit.deploymentTool]),
    kit.installation,
    kit.installScript,
    kit.platformStep,
    kit.platformUpdate,
    kit.sensorUpdate,
    kit.intelligence,
    ...kit.windowsUpdates,
    // Once the server has left, the package of its leaving fits it no more.
    ...server.packages().filter(({ kind }) => kind === 'offboarding' || kind === 'offboardingFile'),
  ];
  return {
    version: actions.length > 0 ? 4 : journey === 'troubleshoot' ? 3 : 2,
    journey,
    practice: view.target.kind === 'practice',
    product: { name: 'Gangway', version: needs.version },
    target: {
      name: facts.computer.name,
      os: `${facts.os.caption} (${String(facts.os.build)})`,
      domain: facts.computer.domain,
    },
    ...(view.connection !== null &&
      reportConnection(view, await hostOf(server), needs.trustedHosts.history(server.id))),
    preparedAt: needs.now(),
    technician: needs.settings.value().technician,
    locale,
    outcome: outcomeIn(knowledge),
    mode: {
      chosen: inputs.wishes.mode && t(`proofs:mode.${inputs.wishes.mode}`),
      observed: t(`server:said.${said.key}`, said.values),
    },
    tenant: { orgId: facts.sensor.orgId },
    proofs: onboards ? proofsIn(knowledge, view.factsAt, t) : claimsIn(knowledge, view.factsAt, t),
    actions,
    packages: packages
      .filter((pkg) => pkg !== null)
      .filter((pkg) => isUsed(pkg, actions))
      .map((pkg) => reportPackage(pkg, t)),
    ...(onboards
      ? reportChecks(knowledge, (at) => new Date(here(at)).toISOString(), t)
      : { prerequisites: [], prerequisiteCounts: '' }),
    ...(cloud !== null && { cloudTest: { testedAt: cloud.testedAt, addresses: cloud.addresses } }),
    ...(knowledge.searching !== null && reportSearch(knowledge.searching, view, t)),
    detectionTest: onboards
      ? {
          sentAt,
          alertConfirmed:
            inputs.alert?.seen === true && sentAt !== null
              ? { at: inputs.alert.at, by: inputs.alert.by }
              : null,
        }
      : null,
    ...(onboards && antivirus !== null && { antivirusTest: antivirusIn(antivirus, here) }),
    facts: reportFacts(facts, here, t),
    runs: reportRuns(journals),
    notes: [],
    unproved: onboards ? unproved(knowledge, view.inputs).map((key) => t(`proofs:unproved.${key}`)) : [],
  };
}

function antivirusIn(
  { runId: _, ...answer }: AntivirusFindings,
  here: (at: number) => number,
): NonNullable<Report['antivirusTest']> {
  const { writtenAt, detectedAt } = answer;
  return {
    ...answer,
    writtenAt: here(writtenAt),
    detectedAt: detectedAt === null ? null : here(detectedAt),
  };
}

function outcomeIn({
  situation: { journey },
  proofs,
  claims,
  plan,
  searching,
}: Knowledge): Report['outcome'] {
  if (searching !== null) return outcomeOfSearch(searching);
  if (journey === 'onboard') return outcomeOf(proofs);
  const so = remaining(plan).length === 0 && claims.every(({ state }) => state === 'agrees');
  if (journey === 'takeOff') return so ? 'takenOff' : 'notTakenOff';
  return so ? 'maintained' : 'notMaintained';
}

const proofsIn = ({ proofs }: Knowledge, factsAt: number | null, t: Say): Report['proofs'] =>
  proofs.map((proof) => ({
    key: proof.id,
    state: recordedState(proof.state),
    claim: t(`proofs:claim.${proof.id}`),
    source: proof.source,
    readAt: recordedState(proof.state) === 'notProvable' ? null : factsAt,
    raw: proof.raw === '' ? null : proof.raw,
  }));

const claimsIn = ({ claims }: Knowledge, factsAt: number | null, t: Say): Report['proofs'] =>
  claims.map(({ key, state, raw, source }) => ({
    key,
    state: state === 'unread' ? 'notProvable' : state,
    claim: t(key),
    source,
    readAt: state === 'unread' ? null : factsAt,
    raw,
  }));

/** Readers of the record know four states; what is unsafe, or was not read, is said among the unproved. */
function recordedState(state: ProofState): Report['proofs'][number]['state'] {
  if (state === 'unsafe') return 'disagrees';
  return state === 'unread' ? 'notProvable' : state;
}

/** Other files may lie in the library, of which this server never saw anything. */
const isUsed = (pkg: Package, actions: Report['actions']): boolean =>
  actions.some(({ parameters }) => parameters.some(({ value }) => value.includes(pkg.sha256)));

function reportPackage(pkg: Package, t: Say): Report['packages'][number] {
  const { details } = pkg;
  const signed = pkg.practice ? 'practice' : (`state.${pkg.signature.state}` as const);
  return {
    name: pkg.name,
    kind: t(`packages:kind.${pkg.kind}.name`),
    version:
      'productVersion' in details ? details.productVersion : 'version' in details ? details.version : null,
    sha256: pkg.sha256,
    signature: t(`packages:signature.${signed}`),
    orgId: 'orgId' in details ? details.orgId : null,
    ...(pkg.confirmation !== undefined && {
      confirmed: { lines: differencesOf(pkg).length, ...pkg.confirmation },
    }),
  };
}
