import { unreadable, type EventFact, type ServerState } from '../model/facts';
import { antivirusMode } from '../model/antivirus/antivirusMode';
import { dangerNow } from '../plan/guard';
import { modeAgrees, settlesToPassive } from '../plan/modes';
import { isOnboardedTo, wantedTenant, type Situation } from '../plan/situation';

/**
 * How a proof stands: the server shows it, shows the opposite, has not shown it yet, or cannot show it from here. `unread`: what
 * it depends on could not be read this time, which shows neither. `unsafe`: of the mode, where two products block threats or
 * none does, whatever was chosen.
 */
export type ProofState = 'agrees' | 'disagrees' | 'waiting' | 'notProvable' | 'unread' | 'unsafe';

export const proofIds = ['service', 'state', 'tenant', 'completed', 'cloud', 'mode', 'portal'] as const;

/** One claim with the raw value that decides it and where that was read. */
export interface Proof {
  readonly id: (typeof proofIds)[number];
  readonly state: ProofState;
  /** Raw value as the server gave it, not translated. */
  readonly raw: string;
  readonly source: string;
  /** When the thing happened, epoch ms; null = only the moment of reading is known. */
  readonly at: number | null;
}

const statusKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status';
const senseLog = 'Microsoft-Windows-SENSE/Operational';

const instantText = (at: number | null): string => (at === null ? '-' : new Date(at).toISOString());

/** Whether an event says that an onboarding was completed: the sensor's own, or that of the onboarding script. */
export const saysOnboarded = ({ log, id }: EventFact): boolean =>
  (log === 'sense' && id === 11) || (log === 'onboarding' && id === 20);

/**
 * Whether an event speaks of an answer of the cloud: all calls of the sensor succeeded, some of them did (67), or its configuration
 * came (texts of the provider Microsoft-Windows-SENSE).
 */
const saysContact = ({ log, id }: EventFact): boolean =>
  log === 'sense' && (id === 4 || id === 50 || id === 67);

/** The facts that each proof depends on, by their paths. */
const hangsOn: Record<(typeof proofIds)[number], readonly string[]> = {
  service: ['services.sense'],
  state: ['sensor.onboardingState'],
  tenant: ['sensor.orgId'],
  completed: ['events.sense', 'events.onboarding'],
  cloud: ['sensor.lastConnectedAt', 'events.sense'],
  mode: ['defender.runningMode', 'defender.realTimeProtection', 'otherAntivirus', 'sensor.onboardingState'],
  portal: [],
};

/** Why facts that a proof depends on were not read, each reason once. */
export const unreadReasons = (facts: ServerState, proofs: readonly Proof[]) => [
  ...new Set(
    proofs
      .filter(({ state }) => state === 'unread')
      .flatMap(({ id }) => hangsOn[id].flatMap((path) => unreadable(facts, path) ?? [])),
  ),
];

/**
 * A proof whose facts were not all read. One fact that shows it is enough, even if another one was not read. Only the mode needs
 * all of them, unless the word that was read already says another mode.
 */
function asRead(proof: Proof, facts: ServerState): Proof {
  const isRead = hangsOn[proof.id].every((path) => unreadable(facts, path) === null);
  if (isRead || proof.state === 'unsafe') return proof;
  const isCertain =
    proof.id === 'mode'
      ? proof.state === 'disagrees' && unreadable(facts, 'defender.runningMode') === null
      : proof.state === 'agrees';
  return isCertain ? proof : { ...proof, state: 'unread' };
}

/** Six proofs from the server and the one that only the portal can give. */
export function proofs(situation: Situation): Proof[] {
  const { facts } = situation;
  const { sensor, services, events } = facts;
  const completed = events.find(saysOnboarded);
  const contact = events.find(saysContact);
  // What is newest is cited, with the place where it stands; an event is in its log, whatever the registry says beside it.
  const logged = contact !== undefined && contact.at >= (sensor.lastConnectedAt ?? 0) ? contact : null;
  const tenant = wantedTenant(situation);
  const onboarded = isOnboardedTo(facts, tenant);
  // A sensor that talks to the cloud has finished; its log just does not reach back so far any more.
  const inContact = sensor.lastConnectedAt !== null || contact !== undefined;
  const known = (good: boolean): ProofState => (good ? 'agrees' : 'disagrees');
  const shown: Proof[] = [
    {
      id: 'service',
      state: known(services.sense?.status === 'running' && services.sense.start === 'automatic'),
      raw: services.sense === null ? '-' : `${services.sense.status}, ${services.sense.start}`,
      source: 'Get-Service Sense',
      at: null,
    },
    {
      id: 'state',
      state: known(sensor.onboardingState === 1),
      raw: `OnboardingState = ${String(sensor.onboardingState ?? '-')}`,
      source: statusKey,
      at: null,
    },
    {
      id: 'tenant',
      state: known(sensor.orgId?.toLowerCase() === tenant),
      raw: `OrgId = ${sensor.orgId ?? '-'}`,
      source: statusKey,
      at: null,
    },
    {
      id: 'completed',
      state: completed ? 'agrees' : onboarded ? (inContact ? 'notProvable' : 'waiting') : 'disagrees',
      raw: completed
        ? `${completed.log === 'sense' ? 'SENSE' : 'WDATPOnboarding'} ${String(completed.id)}`
        : '-',
      source: completed?.log === 'onboarding' ? 'Application' : senseLog,
      at: completed?.at ?? null,
    },
    {
      id: 'cloud',
      state: inContact ? 'agrees' : onboarded ? 'waiting' : 'disagrees',
      raw:
        logged === null
          ? `LastConnected = ${instantText(sensor.lastConnectedAt)}`
          : `SENSE ${String(logged.id)}`,
      source: logged === null ? statusKey : senseLog,
      at: logged?.at ?? sensor.lastConnectedAt,
    },
    {
      id: 'mode',
      state: modeState(situation),
      raw: [modeRead(facts), ...othersRead(facts)].join(', '),
      source:
        facts.otherAntivirus.length === 0 ? 'Get-MpComputerStatus' : 'Get-MpComputerStatus, Get-Service',
      at: null,
    },
    { id: 'portal', state: 'notProvable', raw: '', source: 'security.microsoft.com', at: null },
  ];
  return shown.map((proof) => asRead(proof, facts));
}

/** The raw values that speak of the mode: AMRunningMode, or the switches of a platform that does not have it. */
function modeRead(facts: ServerState): string {
  const { runningMode, realTimeProtection, onAccessProtection } = facts.defender;
  const switches = `RealTimeProtectionEnabled = ${String(realTimeProtection ?? '-')}`;
  const both = `${switches}, OnAccessProtectionEnabled = ${String(onAccessProtection ?? '-')}`;
  if (antivirusMode(facts) === 'notTold') return both;
  const mode = `AMRunningMode = ${runningMode ?? '-'}`;
  if (antivirusMode(facts) === 'unclear')
    return `${mode}, ${both}, ForceDefenderPassiveMode = ${String(facts.policy.forceDefenderPassiveMode ?? '-')}`;
  // Servers with the mode Normal and no protection exist, so the proof names both values.
  return runningMode === 'Normal' && realTimeProtection === false ? `${mode}, ${switches}` : mode;
}

function modeState({ facts, inputs }: Situation): ProofState {
  const settles = settlesToPassive(facts, inputs.wishes.mode);
  const agrees = inputs.wishes.mode === null ? undefined : modeAgrees(facts, inputs.wishes.mode);
  if (agrees === false && !settles) return 'disagrees';
  if (facts.sensor.onboardingState === 1 && dangerNow(facts) !== null) return 'unsafe';
  if (agrees === undefined || settles) return 'waiting';
  // A platform that tells no mode, or a word that two modes share, cannot show it.
  return agrees === null ? 'notProvable' : 'agrees';
}

const othersRead = ({ otherAntivirus }: ServerState): string[] =>
  otherAntivirus.map(({ service, running }) => `${service} ${running ? 'running' : 'stopped'}`);

/**
 * How the local proofs stand together. `unsafe`: it is onboarded, and two products block threats or none does.
 * `unread`: nothing speaks against it, and something could not be read. `waiting`: for the first contact with the cloud, a choice of mode, or Defender on its way to it. What the server cannot show any more does not
 * speak against it; the report lists it as not proved.
 */
export function verdictOf(list: readonly Proof[]): 'agree' | 'waiting' | 'unread' | 'unsafe' | 'disagree' {
  const local = list.filter((proof) => proof.id !== 'portal');
  if (local.some((proof) => proof.state === 'disagrees')) return 'disagree';
  if (local.some((proof) => proof.state === 'unsafe')) return 'unsafe';
  if (local.some((proof) => proof.state === 'unread')) return 'unread';
  return local.some((proof) => proof.state === 'waiting') ? 'waiting' : 'agree';
}

/** A server is called onboarded only with these proofs. */
const core: ReadonlySet<string> = new Set(['service', 'state', 'tenant']);

/**
 * What the report says of the server first. A mode that is not the chosen one does not make an onboarded server less onboarded:
 * it stands in the list of the unproved, as does whatever else is open. Only a missing contact is called waiting for the cloud.
 */
export function outcomeOf(list: readonly Proof[]): 'onboarded' | 'onboardedWaitingForCloud' | 'notOnboarded' {
  const isUnread = list.some(({ id, state }) => state === 'unread' && core.has(id));
  if (isUnread || verdictOf(list.filter(({ id }) => id !== 'mode')) === 'disagree') return 'notOnboarded';
  const isInContact = list.some(({ id, state }) => id === 'cloud' && state === 'agrees');
  return isInContact ? 'onboarded' : 'onboardedWaitingForCloud';
}
