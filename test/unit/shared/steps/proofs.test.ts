import { describe, expect, it } from 'vitest';
import type { EventFact, ServerState } from '../../../../shared/model/facts';
import type { Wishes } from '../../../../shared/model/wishes';
import { outcomeOf, proofs, verdictOf, type Proof, type ProofState } from '../../../../shared/steps/proofs';
import { oldPlatform, readAt, type DeepPartial } from '../../../fixtures/facts';
import { having, type Change } from '../plan/actions/having';
import { anOnboardingPackage, tenant } from '../../../fixtures/onboardingPackage';

const event = (id: number, at = readAt, log: EventFact['log'] = 'sense'): EventFact => ({
  log,
  id,
  level: 'information',
  at,
  text: '',
});
const sense = (status: 'running' | 'stopped', start: 'automatic' | 'manual') => ({
  services: { sense: { status, start, imagePath: null } },
});
const sensor = (change: DeepPartial<ServerState['sensor']>) => ({ sensor: change });
const events = (...list: EventFact[]) => ({ events: list });

/** Onboarded to the package's tenant and running; nothing of it stands in a log, and the cloud was not reached yet. */
const onboarded: Change = {
  ...sense('running', 'automatic'),
  sensor: { onboardingState: 1, orgId: tenant, lastConnectedAt: null },
};
const of = (changes: Change[], mode: Wishes['mode'] = 'active', onboarding = true): Proof[] =>
  proofs(
    having(
      [onboarded, ...changes],
      { wishes: { mode } },
      onboarding ? { onboarding: anOnboardingPackage() } : {},
    ),
  );
const proof = (list: Proof[], id: Proof['id']) => {
  const { state, raw, source, at } = list.find((one) => one.id === id) ?? expect.unreachable(id);
  return [state, raw, source, at];
};

const stranger = '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa';
const status = 'HKLM\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status';
const log = 'Microsoft-Windows-SENSE/Operational';
const connected = (at: number) => sensor({ lastConnectedAt: at });
const lastConnected = (at: number | null) =>
  `LastConnected = ${at === null ? '-' : new Date(at).toISOString()}`;

const notRead = (fact: string): Change => ({ unreadable: [{ fact, reason: 'accessDenied', detail: '' }] });

describe('the proof of', () => {
  it.each<[string, Change[], ProofState, string]>([
    ['that runs and starts with Windows', [], 'agrees', 'running, automatic'],
    ['that stands still', [sense('stopped', 'automatic')], 'disagrees', 'stopped, automatic'],
    ['that does not start with Windows', [sense('running', 'manual')], 'disagrees', 'running, manual'],
    ['that is not there', [{ services: { sense: null } }], 'disagrees', '-'],
  ])('a service %s', (_, changes, state, raw) => {
    expect(proof(of(changes), 'service')).toEqual([state, raw, 'Get-Service Sense', null]);
  });

  it.each<[number | null, ProofState, string]>([
    [1, 'agrees', 'OnboardingState = 1'],
    [0, 'disagrees', 'OnboardingState = 0'],
    [null, 'disagrees', 'OnboardingState = -'],
  ])('the state %s', (onboardingState, state, raw) => {
    expect(proof(of([sensor({ onboardingState })]), 'state')).toEqual([state, raw, status, null]);
  });

  it.each<[string, string | null, boolean, ProofState]>([
    ['the package’s', tenant, true, 'agrees'],
    ['the package’s, in capitals', tenant.toUpperCase(), true, 'agrees'],
    ['another than the package’s', stranger, true, 'disagrees'],
    ['not there', null, true, 'disagrees'],
    ['the server’s own, with no package to say another', stranger.toUpperCase(), false, 'agrees'],
    ['not there, nor a package', null, false, 'disagrees'],
  ])('a tenant that is %s', (_, orgId, onboarding, state) => {
    const list = of([sensor({ orgId })], 'active', onboarding);
    expect(proof(list, 'tenant')).toEqual([state, `OrgId = ${orgId ?? '-'}`, status, null]);
  });

  it.each<[string, Change[], unknown[]]>([
    ['by the sensor', [events(event(11, 5))], ['agrees', 'SENSE 11', log, 5]],
    [
      'by the onboarding script',
      [events(event(20, 6, 'onboarding'))],
      ['agrees', 'WDATPOnboarding 20', 'Application', 6],
    ],
    ['by another number of the sensor', [events(event(20))], ['waiting', '-', log, null]],
    ['by another number of the script', [events(event(11, 1, 'onboarding'))], ['waiting', '-', log, null]],
    ['by nothing yet', [], ['waiting', '-', log, null]],
    ['by nothing any more, for it was in contact', [connected(9)], ['notProvable', '-', log, null]],
    ['by nothing any more, for its log has a contact', [events(event(4))], ['notProvable', '-', log, null]],
    ['by nothing, and in another tenant', [sensor({ orgId: stranger })], ['disagrees', '-', log, null]],
    ['by nothing, and not onboarded', [sensor({ onboardingState: 0 })], ['disagrees', '-', log, null]],
    ['by nothing, and stopped', [sense('stopped', 'automatic')], ['disagrees', '-', log, null]],
  ])('a completion that is told %s', (_, changes, expected) => {
    expect(proof(of(changes), 'completed')).toEqual(expected);
  });

  it.each<[string, Change[], unknown[]]>([
    ['by event 4', [events(event(4, 5))], ['agrees', 'SENSE 4', log, 5]],
    ['by event 50', [events(event(50, 6))], ['agrees', 'SENSE 50', log, 6]],
    // Some of its calls failed and some did not (row defender/mde-sense-event-67).
    ['by event 67', [events(event(67, 6))], ['agrees', 'SENSE 67', log, 6]],
    ['by the registry', [connected(9)], ['agrees', lastConnected(9), status, 9]],
    ['by an older event, too', [connected(9), events(event(4, 8))], ['agrees', lastConnected(9), status, 9]],
    ['by an event of that moment', [connected(9), events(event(4, 9))], ['agrees', 'SENSE 4', log, 9]],
    ['by a newer event, too', [connected(9), events(event(4, 10))], ['agrees', 'SENSE 4', log, 10]],
    ['by another event', [events(event(5))], ['waiting', lastConnected(null), status, null]],
    [
      'by the numbers of another log',
      [events(event(4, 1, 'onboarding'), event(50, 1, 'onboarding'))],
      ['waiting', lastConnected(null), status, null],
    ],
    ['by nothing yet', [], ['waiting', lastConnected(null), status, null]],
    ['by nothing', [sensor({ onboardingState: 0 })], ['disagrees', lastConnected(null), status, null]],
    [
      'although it is not onboarded',
      [connected(9), sensor({ onboardingState: 0 })],
      ['agrees', lastConnected(9), status, 9],
    ],
  ])('a contact that is told %s', (_, changes, expected) => {
    expect(proof(of(changes), 'cloud')).toEqual(expected);
  });

  const before = sensor({ onboardingState: 0 });
  const passive = { defender: { runningMode: 'Passive Mode', realTimeProtection: false } };
  const idle = { defender: { realTimeProtection: false } };
  /** Row defender/mde-mpstatus-mode-after-passive-key: so it may stay for up to an hour. */
  const settling = {
    policy: { forceDefenderPassiveMode: 1 },
    defender: { runningMode: 'Not running', realTimeProtection: false, onAccessProtection: false },
  };
  const shield = (running: boolean) => ({
    otherAntivirus: [{ service: 'McShield', displayName: 'Trellix McShield', running }],
  });
  const alone = 'Get-MpComputerStatus';
  const beside = 'Get-MpComputerStatus, Get-Service';
  const told = (word: string) => `AMRunningMode = ${word}`;
  const switches = (realTime: string, onAccess: string) =>
    `RealTimeProtectionEnabled = ${realTime}, OnAccessProtectionEnabled = ${onAccess}`;
  it.each<[string, Change[], Wishes['mode'], unknown[]]>([
    ['as chosen', [], 'active', ['agrees', told('Normal'), alone]],
    ['not chosen yet', [], null, ['waiting', told('Normal'), alone]],
    ['another than the chosen', [passive], 'active', ['disagrees', told('Passive Mode'), alone]],
    ['as chosen, but nobody blocks', [passive], 'passive', ['unsafe', told('Passive Mode'), alone]],
    [
      'as chosen, with nobody yet to block',
      [passive, before],
      'passive',
      ['agrees', told('Passive Mode'), alone],
    ],
    ['not chosen, and nobody blocks', [passive], null, ['unsafe', told('Passive Mode'), alone]],
    [
      'as chosen, but two block',
      [shield(true)],
      'active',
      ['unsafe', `${told('Normal')}, McShield running`, beside],
    ],
    [
      'as chosen, beside one that stands still',
      [shield(false)],
      'active',
      ['agrees', `${told('Normal')}, McShield stopped`, beside],
    ],
    [
      'as chosen by its word, and not protecting',
      [idle],
      'active',
      ['unsafe', `${told('Normal')}, RealTimeProtectionEnabled = false`, alone],
    ],
    [
      'told as not running, right after the passive value was set',
      [shield(true), settling],
      'passive',
      ['waiting', `${told('Not running')}, McShield running`, beside],
    ],
    [
      'told as not running, with nobody else to block',
      [settling],
      'passive',
      ['unsafe', told('Not running'), alone],
    ],
    [
      'told as not running, although active was chosen',
      [shield(true), settling],
      'active',
      ['disagrees', `${told('Not running')}, McShield running`, beside],
    ],
    [
      'told as not running, and no value asks for passive',
      [shield(true), settling, { policy: { forceDefenderPassiveMode: null } }],
      'passive',
      ['disagrees', `${told('Not running')}, McShield running`, beside],
    ],
    [
      'told by a word that may hide it',
      [shield(true), { defender: { runningMode: 'EDR Block Mode' } }],
      'passive',
      [
        'notProvable',
        `${told('EDR Block Mode')}, ${switches('true', 'true')}, ForceDefenderPassiveMode = -, McShield running`,
        beside,
      ],
    ],
    ['not answered', [{ defender: { runningMode: null } }], 'active', ['disagrees', told('-'), alone]],
    [
      'not told by its platform',
      [{ defender: oldPlatform }],
      'active',
      ['notProvable', switches('true', 'true'), alone],
    ],
    [
      'not told, nor its switches',
      [{ defender: { ...oldPlatform, realTimeProtection: null, onAccessProtection: null } }],
      'active',
      ['notProvable', switches('-', '-'), alone],
    ],
  ])('a mode that is %s', (_, changes, mode, expected) => {
    expect(proof(of(changes, mode), 'mode').slice(0, 3)).toEqual(expected);
  });

  it('what only the portal shows is never given from here', () => {
    expect(proof(of([]), 'portal')).toEqual(['notProvable', '', 'security.microsoft.com', null]);
  });
});

describe('what could not be read', () => {
  it.each<[string, Proof['id'], Change[], ProofState]>([
    ['a service', 'service', [{ services: { sense: null } }, notRead('services')], 'unread'],
    ['a state', 'state', [sensor({ onboardingState: null }), notRead('sensor.onboardingState')], 'unread'],
    ['another fact', 'state', [sensor({ onboardingState: null }), notRead('sensor.orgId')], 'disagrees'],
    ['a tenant', 'tenant', [sensor({ orgId: null }), notRead('sensor.orgId')], 'unread'],
    ['the log of an onboarding', 'completed', [notRead('events.sense')], 'unread'],
    [
      'the log, where the other one has it',
      'completed',
      [events(event(20, readAt, 'onboarding')), notRead('events.sense')],
      'agrees',
    ],
    ['the last contact', 'cloud', [notRead('sensor.lastConnectedAt')], 'unread'],
    [
      'the last contact, where the log has one',
      'cloud',
      [events(event(4)), notRead('sensor.lastConnectedAt')],
      'agrees',
    ],
    ['other products, and the mode agrees', 'mode', [notRead('otherAntivirus')], 'unread'],
    [
      'other products, and the mode is another',
      'mode',
      [{ defender: { runningMode: 'Passive Mode' } }, notRead('otherAntivirus')],
      'disagrees',
    ],
    ['the mode', 'mode', [{ defender: { runningMode: null } }, notRead('defender.runningMode')], 'unread'],
  ])('%s shows neither', (_, id, changes, state) => {
    expect(proof(of(changes), id)[0]).toBe(state);
  });
});

describe('the verdict', () => {
  const one = (id: Proof['id'], state: ProofState): Proof => ({ id, state, raw: '', source: '', at: null });
  it.each<[string, Proof[], ReturnType<typeof verdictOf>]>([
    ['all agree', [one('service', 'agrees'), one('state', 'agrees')], 'agree'],
    ['one cannot be shown', [one('service', 'agrees'), one('completed', 'notProvable')], 'agree'],
    ['one waits', [one('service', 'agrees'), one('cloud', 'waiting')], 'waiting'],
    ['the mode waits', [one('service', 'agrees'), one('mode', 'waiting')], 'waiting'],
    ['one is unsafe, another waits', [one('cloud', 'waiting'), one('mode', 'unsafe')], 'unsafe'],
    ['one disagrees, another is unsafe', [one('mode', 'unsafe'), one('state', 'disagrees')], 'disagree'],
    ['one was not read, another waits', [one('mode', 'unread'), one('cloud', 'waiting')], 'unread'],
    ['one was not read, another disagrees', [one('mode', 'unread'), one('state', 'disagrees')], 'disagree'],
    ['the portal alone disagrees', [one('service', 'agrees'), one('portal', 'disagrees')], 'agree'],
  ])('where %s', (_, list, verdict) => {
    expect(verdictOf(list)).toBe(verdict);
  });
});

describe('the outcome in the report', () => {
  it.each<[string, Change[], ReturnType<typeof outcomeOf>]>([
    ['all is well', [connected(9), events(event(11))], 'onboarded'],
    // Row defender/mde-mpstatus-passive-key-stays-normal: the value is set, the server was restarted, and the mode stays.
    [
      'the mode is not the chosen one',
      [connected(9), { defender: { runningMode: 'Passive Mode' } }],
      'onboarded',
    ],
    ['nothing tells of the cloud', [], 'onboardedWaitingForCloud'],
    ['it is in another tenant', [connected(9), sensor({ orgId: stranger })], 'notOnboarded'],
    ['it stands still', [connected(9), sense('stopped', 'automatic')], 'notOnboarded'],
    [
      'its tenant was not read',
      [connected(9), sensor({ orgId: null }), notRead('sensor.orgId')],
      'notOnboarded',
    ],
    ['other products were not', [connected(9), notRead('otherAntivirus')], 'onboarded'],
  ])('where %s', (_, changes, outcome) => {
    expect(outcomeOf(of(changes))).toBe(outcome);
  });
});
