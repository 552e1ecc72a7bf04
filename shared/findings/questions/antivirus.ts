import { policyEffect } from '../../checks/policies';
import { antivirusMode, defenderNow } from '../../model/antivirus/antivirusMode';
import { exclusionFlaw, exclusionKinds, exclusionNames } from '../../model/antivirus/exclusions';
import { isPassiveTrapped, otherNow, settlesToPassive } from '../../plan/modes';
import type { Evidence } from '../evidence';
import { bad, good, open, type ServerQuestion } from '../question';
import { factsOf, fromCheck, fromIssue, goodIfRead, isOnboarded, places, unread } from './asking';

const modeRaw = (evidence: Evidence): string => {
  const { defender, policy } = factsOf(evidence);
  return `AMRunningMode = ${defender.runningMode ?? '-'}, ForceDefenderPassiveMode = ${String(policy.forceDefenderPassiveMode ?? '-')}`;
};
const value = (evidence: Evidence): number | null => factsOf(evidence).policy.forceDefenderPassiveMode;
const mode = (evidence: Evidence) => antivirusMode(factsOf(evidence));
const bySomebody = (evidence: Evidence): boolean =>
  factsOf(evidence).policySources.some(({ name }) => name === 'forceDefenderPassiveMode');
const hasOther = (evidence: Evidence): boolean => otherNow(factsOf(evidence)) === 'blocking';
const others = (evidence: Evidence): string =>
  factsOf(evidence)
    .otherAntivirus.map(({ service, running }) => `${service} ${running ? 'running' : 'stopped'}`)
    .join(', ') || '-';
const valuePath = 'policy.forceDefenderPassiveMode';

/** A question about the mode that only somebody asks who wants the other one. */
const ofMode = (
  question: Pick<ServerQuestion, 'id' | 'judge' | 'applies'> & { readonly source?: string },
): ServerQuestion => ({ needs: null, source: places.sensorPolicy, ofSymptom: true, ...question });

/** Whether Defender Antivirus is there, runs, and runs in the mode that is wanted. */
export const antivirusQuestions: readonly ServerQuestion[] = [
  {
    id: 'defenderFeature',
    needs: null,
    source: 'Get-WindowsOptionalFeature Windows-Defender',
    applies: ({ checks }) => checks.some(({ id }) => id === 'defenderFeature'),
    judge(evidence) {
      const { feature } = factsOf(evidence).defender;
      if (feature === null) return open(unread(evidence, 'defender.feature') ?? '-');
      if (feature === 'enabled') return good('Windows-Defender = enabled');
      if (feature === 'pending') return bad('noRestartPending', 'Windows-Defender = pending');
      if (feature === 'removed') return bad('K22', 'Windows-Defender = removed');
      return bad(
        factsOf(evidence).otherAntivirus.length > 0 ? 'turnedOffForOther' : 'defenderFeature',
        `Windows-Defender = ${feature}, ${others(evidence)}`,
      );
    },
  },
  {
    id: 'notTurnedOff',
    needs: null,
    source: places.defenderPolicy,
    judge(evidence) {
      const facts = factsOf(evidence);
      const { disableAntiSpyware, disableAntiVirus } = facts.policy;
      const raw = `DisableAntiSpyware = ${String(disableAntiSpyware ?? '-')}, DisableAntiVirus = ${String(disableAntiVirus ?? '-')}`;
      const effect = policyEffect({ facts, family: evidence.os.family });
      if (effect === 'refused' || effect === 'mayNotStart') return bad('K13', raw);
      if (effect === 'informs' && facts.services.winDefend?.status === 'stopped')
        return bad('turnedOffByPolicy', raw);
      return effect === null
        ? goodIfRead(evidence, raw, 'policy.disableAntiSpyware', 'policy.disableAntiVirus')
        : good(raw);
    },
  },
  {
    id: 'driversStart',
    needs: null,
    source: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\WdBoot, WdFilter',
    judge(evidence) {
      const { wdBoot, wdFilter } = factsOf(evidence).services;
      const starts = [wdBoot, wdFilter].flatMap((driver) => (driver === null ? [] : [driver.start]));
      const raw = `WdBoot ${wdBoot?.start ?? '-'}, WdFilter ${wdFilter?.start ?? '-'}`;
      const isChanged = starts.some((start) => start !== 'boot' && start !== 'unknown');
      if (isChanged) return bad('notDisabledByPolicy', raw);
      return starts.includes('unknown')
        ? open(raw)
        : goodIfRead(evidence, raw, 'services.wdBoot', 'services.wdFilter');
    },
  },
  fromIssue('K11', 'Get-Service', ['otherAntivirus'], others),
  fromIssue(
    'K5',
    'Get-Service WinDefend',
    ['defender.feature', 'services.winDefend', 'defender.platformVersion'],
    (it) => {
      const { defender, services } = factsOf(it);
      return `WinDefend ${services.winDefend?.status ?? '-'}, AMProductVersion = ${defender.platformVersion ?? '-'}`;
    },
  ),
  fromCheck('defenderRunning', 'Get-Service WinDefend', { what: 'WinDefend', toKnow: true }),
  {
    id: 'realTimeOn',
    needs: null,
    source: places.mode,
    applies: (evidence) => mode(evidence) === 'active',
    judge(evidence) {
      const on = factsOf(evidence).defender.realTimeProtection;
      const raw = `RealTimeProtectionEnabled = ${String(on ?? '-')}`;
      if (on === null) return open(unread(evidence, 'defender.realTimeProtection') ?? raw);
      return on ? good(raw) : bad('realTimeOff', raw);
    },
  },
  {
    id: 'exclusionsNarrow',
    needs: null,
    source: 'Get-MpPreference',
    judge(evidence) {
      const lists = factsOf(evidence).preferences?.exclusions;
      if (lists === undefined) return open(unread(evidence, 'preferences') ?? '-');
      const all = exclusionKinds.flatMap((kind) => (lists[kind] ?? []).map((text) => ({ kind, text })));
      const flawed = all.filter(({ kind, text }) => exclusionFlaw(kind, text) !== null);
      if (flawed.length > 0)
        return bad(
          'wideExclusion',
          flawed.map(({ kind, text }) => `${exclusionNames[kind]} ${text}`).join(', '),
        );
      return goodIfRead(evidence, `Exclusions = ${String(all.length)}`, 'preferences');
    },
  },
  {
    id: 'oneBlocks',
    needs: null,
    source: `${places.mode}, Get-Service`,
    judge(evidence) {
      const facts = factsOf(evidence);
      const raw = `AMRunningMode = ${facts.defender.runningMode ?? '-'}, ${others(evidence)}`;
      const both = [otherNow(facts), defenderNow(facts)];
      if (both.every((one) => one === 'blocking')) return bad('twoBlock', raw);
      return both.includes('unknown') ? open(raw) : good(raw);
    },
  },
  fromIssue('K8', 'Get-WindowsFeature', ['roles'], (it) => `roles = ${factsOf(it).roles.join(', ')}`),
  ofMode({
    id: 'tamperAllows',
    source: places.mode,
    judge(evidence) {
      const { tamperProtected } = factsOf(evidence).defender;
      const raw = `IsTamperProtected = ${String(tamperProtected ?? '-')}`;
      if (isPassiveTrapped(factsOf(evidence))) return bad('K14', raw);
      return tamperProtected === null ? open(unread(evidence, 'defender.tamperProtected') ?? raw) : good(raw);
    },
  }),
  ofMode({
    id: 'passiveValue',
    judge(evidence) {
      if (value(evidence) === 1) return good(modeRaw(evidence));
      const reason = unread(evidence, valuePath);
      if (reason !== null) return open(reason);
      return bad(bySomebody(evidence) ? 'modeByPolicy' : 'passiveNotSet', modeRaw(evidence));
    },
  }),
  ofMode({
    id: 'passiveBegins',
    source: places.status,
    applies: (evidence) => value(evidence) === 1,
    judge(evidence) {
      const { onboardingState } = factsOf(evidence).sensor;
      const raw = `OnboardingState = ${String(onboardingState ?? '-')}`;
      if (onboardingState === 1) return good(raw);
      const reason = unread(evidence, 'sensor.onboardingState');
      return reason === null ? bad('passiveNeedsSensor', raw) : open(reason);
    },
  }),
  ofMode({
    id: 'passiveSettled',
    source: places.mode,
    applies: (evidence) => value(evidence) === 1,
    judge: (evidence) =>
      settlesToPassive(factsOf(evidence), 'passive')
        ? bad('passiveOnItsWay', modeRaw(evidence))
        : goodIfRead(evidence, modeRaw(evidence), 'defender.runningMode'),
  }),
  ofMode({
    id: 'passiveFollowed',
    source: places.mode,
    applies: (evidence) => value(evidence) === 1 && isOnboarded(evidence),
    judge: (evidence) =>
      mode(evidence) === 'active'
        ? bad('modeWaitsForRestart', modeRaw(evidence))
        : goodIfRead(evidence, modeRaw(evidence), 'defender.runningMode'),
  }),
  ofMode({
    id: 'otherGone',
    source: 'Get-Service',
    judge: (evidence) =>
      hasOther(evidence)
        ? bad('otherStillRuns', others(evidence))
        : goodIfRead(evidence, others(evidence), 'otherAntivirus'),
  }),
  {
    id: 'passiveCleared',
    needs: null,
    source: places.sensorPolicy,
    applies: (evidence) => mode(evidence) === 'passive' && otherNow(factsOf(evidence)) === 'off',
    judge(evidence) {
      if (value(evidence) === 1)
        return bad(bySomebody(evidence) ? 'modeByPolicy' : 'passiveLeft', modeRaw(evidence));
      return goodIfRead(evidence, modeRaw(evidence), valuePath);
    },
  },
  {
    id: 'turnOffCleared',
    needs: null,
    source: places.defenderPolicy,
    applies: (evidence) => mode(evidence) === 'passive' && isOnboarded(evidence),
    judge(evidence) {
      const { disableAntiSpyware } = factsOf(evidence).policy;
      const raw = `DisableAntiSpyware = ${String(disableAntiSpyware ?? '-')}`;
      if ((disableAntiSpyware ?? 0) !== 0) return bad('turnOffMeansPassive', raw);
      return goodIfRead(evidence, raw, 'policy.disableAntiSpyware');
    },
  },
  ofMode({
    id: 'activeFollowed',
    source: places.mode,
    applies: (evidence) => value(evidence) !== 1,
    judge: (evidence) =>
      mode(evidence) === 'passive'
        ? bad('modeWaitsForRestart', modeRaw(evidence))
        : goodIfRead(evidence, modeRaw(evidence), 'defender.runningMode', valuePath),
  }),
  fromCheck('platform', 'MsMpEng.exe', { what: 'AMProductVersion' }),
  fromCheck('platformStep', 'MsMpEng.exe', { what: 'AMProductVersion', toKnow: true }),
  fromCheck('windowsUpdateService', 'Get-Service wuauserv', { what: 'wuauserv', toKnow: true }),
  fromCheck('signaturesAge', places.mode, { what: 'AntivirusSignatureLastUpdated', toKnow: true }),
];
