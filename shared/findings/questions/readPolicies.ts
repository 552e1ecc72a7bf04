import type { CauseId } from '../cause';
import type { Evidence } from '../evidence';
import { bad, good, open, type Answer, type ServerQuestion } from '../question';
import { answeredRaw, factsOf, goodIfRead, instant, isOnboarded, places, scriptEnd } from './asking';
import { fromRead, unreadPart, type Given } from './readSensor';
import { causeOfResult, hex } from './taskResults';

type Policies = Given<'Get-GroupPolicyState'>;
type Item = Policies['items'][number];
type Task = Given<'Get-OnboardingTask'>['tasks'][number];

/** What is read of Group Policy; null where it was not read. */
const policiesOf = ({ reads }: Evidence): Policies | null => reads['Get-GroupPolicyState']?.value ?? null;
const system = 'S-1-5-18';

/** What onboards: not what takes off. */
const onboards = ({ kind }: Task | Item): boolean => kind !== 'offboarding';
const itemsOf = ({ items }: Policies): readonly Item[] => items.filter(onboards);

/**
 * The newest answer of a script: an event of the portal's script, or the result of a hand-off. Where there is one, the policy reached this
 * server and its task ran, so that only this answer is left to be looked at.
 */
function answered(evidence: Evidence): string | null {
  const left = policiesOf(evidence)?.handOff ?? null;
  if (left !== null) return `Invoke-HandOff ${String(left.exitCode)}, ${instant(left.at)}`;
  return answeredRaw(evidence);
}

/** E_PENDING: the extension goes on by itself, as it may. */
const fine: readonly (string | null)[] = [null, '0x00000000', '0x8000000a'];
const why = {
  denied: 'policyDenied',
  filtered: 'policyFiltered',
  disabled: 'policyDisabled',
} as const satisfies Record<string, CauseId>;

/** Whether an object that brings the task applies here. */
function judgeObjects(given: Policies): Answer {
  const { objects, refreshed } = given;
  const [item] = itemsOf(given);
  const nameOf = (id: string) => objects.find((one) => one.id.toLowerCase() === id.toLowerCase())?.name ?? id;
  if (item !== undefined) return good(`${nameOf(item.policy)}: ${item.name}`);
  const { whole } = refreshed;
  if (whole !== null && !fine.includes(whole.code))
    return bad('policyNotApplied', `${whole.code ?? '-'}, ${instant(whole.at)}`);
  // Any member of a domain has at least one: none means that Windows noted nothing.
  if (objects.length === 0) return open(unreadPart(given, 'objects') ?? 'RSOP_GPO = -');
  const kept = objects.filter(({ applies, tasks }) => applies !== 'yes' && tasks !== false);
  for (const [applies, cause] of Object.entries(why)) {
    const names = kept.filter((one) => one.applies === applies).map(({ name }) => name);
    if (names.length > 0) return bad(cause, `${applies}: ${names.join(', ')}`);
  }
  const bringing = objects.filter(({ tasks }) => tasks === true).map(({ name }) => name);
  if (bringing.length > 0) return good(bringing.join(', '));
  const reason = unreadPart(given, 'items');
  if (reason !== null) return open(reason);
  return bad('policyNotHere', objects.map(({ name }) => name).join(', '));
}

/** ERROR_NONE_MAPPED: Windows knows no account of that name. */
const noAccount = '0x80070534';
const targetingFailed: readonly number[] = [4105, 4106, 8193, 8212];

/** Whether Windows made the task of the item. */
function judgeProblems(given: Policies): Answer {
  const names = itemsOf(given).map(({ name }) => name);
  const problem = given.problems.find(({ item }) => names.length === 0 || names.includes(item));
  if (problem !== undefined) {
    const raw = `Group Policy Scheduled Tasks ${String(problem.event)}, ${problem.item}, ${problem.code ?? '-'}, ${instant(problem.at)}`;
    if (problem.code === noAccount) return bad('itemNameUnknown', raw);
    return bad(targetingFailed.includes(problem.event) ? 'itemTargeted' : 'itemNotMade', raw);
  }
  const { tasks } = given.refreshed;
  if (tasks !== null && !fine.includes(tasks.code))
    return bad('itemNotMade', `${tasks.code ?? '-'}, ${instant(tasks.at)}`);
  const reason = unreadPart(given, 'problems');
  return reason === null ? good(`4098 = -, ${instant(tasks?.at ?? null)}`) : open(reason);
}

/** Whether the item reaches this server at all: it asks more than that it ran once, and its mark is not here. */
function judgeTargeting(given: Policies): Answer {
  const items = itemsOf(given);
  if (items.length === 0) return open(unreadPart(given, 'items') ?? '-');
  const raw = items.map(({ name, ran }) => `${name}: RunOnce = ${ran ? 'yes' : 'no'}`).join(', ');
  if (items.some(({ filtered, ran }) => ran || !filtered)) return good(raw);
  return items.every(({ once }) => once) ? bad('itemTargeted', raw) : open(raw);
}

/** SYSTEM by its identifier, or by the name that the console of an English Windows writes. */
const isSystem = (account: string): boolean => /^(?:S-1-5-18|(?:NT AUTHORITY\\)?SYSTEM)$/i.test(account);

/** Whose account an item names. A name in the language of another Windows is known by nobody here. */
function judgeAccount({ account, runAs, signedIn }: Item, domain: string | null): CauseId | 'open' | null {
  const names = [account, runAs].filter((name) => name !== '');
  if (names.some((name) => /Well-Known-System-Account/i.test(name))) return 'itemNameUnknown';
  const label = (domain ?? '').split('.')[0]?.toLowerCase() ?? '';
  const ofPerson = (name: string): boolean =>
    /%Logon(?:User|Domain)%/i.test(name) ||
    /^S-1-5-21-/i.test(name) ||
    (label !== '' && name.toLowerCase().startsWith(`${label}\\`));
  if (signedIn || names.some(ofPerson)) return 'taskAccount';
  return names.length > 0 && names.every(isSystem) ? null : 'open';
}

function judgeAccounts(given: Policies, evidence: Evidence): Answer {
  const items = itemsOf(given);
  if (items.length === 0) return open(unreadPart(given, 'items') ?? '-');
  const raw = items.map(({ runAs, account }) => `runAs = ${runAs}, UserId = ${account}`).join('; ');
  const found = items.map((item) => judgeAccount(item, factsOf(evidence).computer.domain));
  const cause = found.find((one) => one !== 'open' && one !== null);
  if (cause != null) return bad(cause, raw);
  return found.includes('open') ? open(raw) : good(raw);
}

/** What came of the task, where the Task Scheduler knows nothing of it. */
function judgeTrace(given: Given<'Get-OnboardingTask'>, evidence: Evidence): Answer {
  const reason = unreadPart(given, 'tasks', 'runs');
  if (reason !== null) return open(reason);
  const policies = policiesOf(evidence);
  // An immediate task removes itself, and where the log is off nothing tells of its run.
  if (policies !== null && policies.schedulerLog !== true) return open(`${places.taskScheduler} = off`);
  // It was made here, at some time: the log reaches back for thirty days at most.
  if (policies?.items.some(({ ran }) => ran) === true) return open('RunOnce = yes');
  return bad('taskAbsent', given.policies.join(', ') || '-');
}

/** What the code of a hand-off's script means (`shared/handoff/result.ts`); the others are told by their step. */
const handOffEnds: Readonly<Record<number, CauseId>> = {
  240: 'taskAccount',
  242: 'handOffFiles',
  1618: 'otherInstallation',
  3010: 'restartNotDone',
};

/** The script on a share that the policy starts; null where none is known, or it runs from this server. */
export function sharedScript(evidence: Evidence): string | null {
  if (answered(evidence) !== null) return null;
  const places = [
    ...(policiesOf(evidence)?.items ?? []),
    ...(evidence.reads['Get-OnboardingTask']?.value?.tasks ?? []),
  ];
  return places.find((one) => one.onShare && onboards(one))?.script ?? null;
}

/** A test that is older when the policies are read anew is made once more: something may have been mended since. */
const testCountsMs = 2 * 60_000;

/** The test of the script that the policy starts; null where there is none that counts. */
export function shareTested(evidence: Evidence): Evidence['share'] {
  const { share, reads } = evidence;
  const readAt = reads['Get-GroupPolicyState']?.at ?? 0;
  const isOf = share !== null && share.path === sharedScript(evidence);
  return isOf && share.testedAt >= readAt - testCountsMs ? share : null;
}

const shareEnds = {
  read: null,
  denied: 'shareClosed',
  notFound: 'taskNoFile',
  notReached: 'taskNoFile',
  failed: 'open',
} as const satisfies Record<string, CauseId | 'open' | null>;

const ofSymptom = { ofSymptom: true } as const;
const history = 'C:\\ProgramData\\Microsoft\\Group Policy\\History';

/** An answer that only matters as long as no script has answered. */
const unlessAnswered =
  (judge: (given: Policies, evidence: Evidence) => Answer) =>
  (given: Policies, evidence: Evidence): Answer => {
    const already = answered(evidence);
    return already === null ? judge(given, evidence) : good(already);
  };

/** What became of a Group Policy that onboards. */
export const policyQuestions: readonly ServerQuestion[] = [
  {
    id: 'domainMember',
    needs: null,
    source: 'Win32_ComputerSystem',
    ...ofSymptom,
    judge(evidence) {
      const { domain, domainJoined } = factsOf(evidence).computer;
      const raw = `PartOfDomain = ${String(domainJoined)}, ${domain ?? '-'}`;
      return domainJoined ? goodIfRead(evidence, raw, 'computer.domain') : bad('notInDomain', raw);
    },
  },
  fromRead(
    'policyApplied',
    'Get-RecentEvent',
    'System',
    ({ events, unreadable }) => {
      const error = events.find(
        ({ provider, level }) => provider === 'Microsoft-Windows-GroupPolicy' && level === 'error',
      );
      const applied = events.find(
        ({ provider, level, at }) =>
          provider === 'Microsoft-Windows-GroupPolicy' && level === 'information' && at > (error?.at ?? 0),
      );
      if (error !== undefined && applied === undefined)
        return bad('policyNotApplied', `GroupPolicy ${String(error.id)}, ${instant(error.at)}`);
      const reason = unreadable.find(({ log }) => log === 'system')?.reason;
      return reason === undefined ? good('GroupPolicy error = -') : open(reason);
    },
    { applies: (evidence) => factsOf(evidence).computer.domainJoined },
  ),
  fromRead(
    'objectApplies',
    'Get-GroupPolicyState',
    'root\\rsop\\computer, RSOP_GPO',
    unlessAnswered(judgeObjects),
    ofSymptom,
  ),
  fromRead('itemTaken', 'Get-GroupPolicyState', places.application, unlessAnswered(judgeProblems), ofSymptom),
  fromRead('itemReaches', 'Get-GroupPolicyState', history, unlessAnswered(judgeTargeting), ofSymptom),
  fromRead('itemAccount', 'Get-GroupPolicyState', history, unlessAnswered(judgeAccounts), ofSymptom),
  fromRead(
    'taskWorked',
    'Get-OnboardingTask',
    places.taskScheduler,
    (given, evidence) => {
      const task = given.tasks.find(onboards);
      const [run] = given.runs;
      const already = answered(evidence);
      if (task === undefined && run === undefined)
        return already === null ? judgeTrace(given, evidence) : good(already);
      const result = task === undefined ? (run?.result ?? null) : task.lastResult;
      const raw = `${task?.path ?? run?.task ?? ''}, ${task?.account ?? '-'}, ${hex(result)}`;
      // The code is that of the script, which says more of it itself.
      const said = [scriptEnd(evidence)?.code, policiesOf(evidence)?.handOff?.exitCode];
      if (result !== null && said.includes(result)) return good(raw);
      if (task?.state === 'disabled') return bad('taskNotRun', raw);
      const cause = causeOfResult(result);
      if (cause === 'open') return open(raw);
      if (cause !== null) return bad(cause, raw);
      if (task !== undefined && task.sid !== null && task.sid !== system) return bad('taskAccount', raw);
      return good(raw);
    },
    ofSymptom,
  ),
  {
    id: 'shareReads',
    needs: 'share',
    source: 'SYSTEM',
    ...ofSymptom,
    // A server that is onboarded needs no file of the share any more.
    applies: (evidence) => !isOnboarded(evidence) && sharedScript(evidence) !== null,
    judge(evidence) {
      const share = shareTested(evidence);
      if (share === null) return open();
      const raw = `${share.path}, ${share.code ?? '0x00000000'}`;
      const end = shareEnds[share.state];
      if (end === null) return good(raw);
      return end === 'open' ? open(raw) : bad(end, raw);
    },
  },
  fromRead(
    'handOffEnded',
    'Get-GroupPolicyState',
    'C:\\ProgramData\\Gangway\\handoff\\result.json',
    ({ handOff }, evidence) => {
      if (handOff === null) return open();
      const { exitCode, step, detail, at } = handOff;
      const raw = `${String(exitCode)}, ${step}, ${detail ?? '-'}, ${instant(at)}`;
      // The tenant's script said itself how it ended.
      if (exitCode === 0 || (exitCode === 247 && scriptEnd(evidence) !== null)) return good(raw);
      return bad(handOffEnds[exitCode] ?? 'handOffStopped', raw);
    },
    { ...ofSymptom, applies: (evidence) => policiesOf(evidence)?.handOff != null },
  ),
];
