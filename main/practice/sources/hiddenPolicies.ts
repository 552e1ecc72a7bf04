// Stands on: platform/preference-task-item (an item and the task in it), platform/preference-events, platform/rsop-gpo-class, platform/task-result-constants.
// Invented: names, identifiers and times of the objects, and what somebody did to them; looked for: nothing, it is what a search has to find
import { keys } from '../machine/keys';
import type { PolicyTraces } from '../machine/policyTraces';
import type { HiddenFault } from './hiddenEvents';
import { before } from './parts';

const taskExtension = '{AADCED64-746C-4633-A97C-D61349046527}';
const registryExtension = '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}';
const onboarding = { id: '{7D3C1B52-4E0A-4B7F-9C1D-2F5A6E8B9031}', name: 'Servers: onboard to Defender' };
const mark = '{0B6F2C1E-93D4-4A58-8E17-6C2D5F80A9B3}';
const share = '\\\\files.practice.example\\deploy$';
const script = 'WindowsDefenderATPOnboardingScript.cmd';
const taskName = 'Onboard servers to Defender';

type Item = PolicyTraces['items'][number];
type PolicyObject = PolicyTraces['objects'][number];

const item = (change: Partial<Item> = {}): Item => ({
  policy: onboarding.id,
  name: taskName,
  immediate: true,
  execute: `${share}\\${script}`,
  arguments: '',
  runAs: 'NT AUTHORITY\\System',
  account: 'NT AUTHORITY\\System',
  logonType: 'S4U',
  highest: true,
  filtered: true,
  once: mark,
  ...change,
});

/** Every member of a domain has these two. */
const always: readonly PolicyObject[] = [
  {
    id: '{31B2F340-016D-11D2-945F-00C04FB984F9}',
    name: 'Default Domain Policy',
    applies: 'yes',
    extensions: [registryExtension],
  },
  { id: 'LocalGPO', name: 'Local Group Policy', applies: 'yes', extensions: [] },
];

/** What a refresh half an hour ago left: the object of the onboarding, and the items that it brought. */
const traces = (
  applies: PolicyObject['applies'],
  items: readonly Item[],
  more: Partial<PolicyTraces> = {},
): PolicyTraces => ({
  objects: [{ ...onboarding, applies, extensions: [taskExtension] }, ...always],
  refreshed: {
    whole: { at: before(0, 0, 30), code: 0 },
    ...(items.length > 0 && { tasks: { at: before(0, 5), code: 0 } }),
  },
  items: [...items],
  ...more,
});

const marked = { [keys.policyMarks]: { [mark]: '' } };
const followed = { [`${keys.taskPolicies}\\0`]: { DisplayName: onboarding.name } };
const task = (path: string, lastResult: number) => ({
  ...{ path, state: 'Ready', account: 'SYSTEM', sid: 'S-1-5-18', highest: true },
  ...{ execute: `${share}\\${script}`, arguments: '', lastRunAt: before(0, 5), lastResult },
});

/** A policy brought the task, it ran as SYSTEM from the share, removed itself, and its script said that all went well. */
export const onboardedByPolicy: Record<string, unknown> = {
  registry: { ...marked, ...followed },
  policyTraces: traces('yes', [item()]),
};

/** The share lets no computer account read: the task that stays was refused. */
export const policyTask: HiddenFault = {
  like: '2019-fresh',
  patches: [
    {
      tasks: [task(`\\${taskName}`, 2_147_942_405)],
      registry: followed,
      policyTraces: traces('yes', [item({ immediate: false, once: null })], { shareRefuses: 0x80070005 }),
      '+events': [
        {
          log: 'Microsoft-Windows-TaskScheduler/Operational',
          provider: 'Microsoft-Windows-TaskScheduler',
          id: 203,
          level: 2,
          at: before(0, 5),
          text: 'Task Scheduler failed to launch the action.',
          data: [
            `\\${taskName}`,
            '{5f0e4a8b-93a1-4f0c-8f53-5f0c2f0c7a11}',
            `${share}\\${script}`,
            '2147942405',
          ],
        },
      ],
    },
  ],
};

/** More servers on which a Group Policy should have onboarded. */
export const hiddenPolicies: Readonly<Record<string, HiddenFault>> = {
  /** The computer is in no group that may apply the object. */
  'hidden-policy-denied': {
    like: '2019-fresh',
    patches: [{ policyTraces: traces('denied', []) }],
  },
  /** Made in the console with "Run only when user is logged on": the item says SYSTEM, the task in it whoever is signed in. */
  'hidden-policy-account': {
    like: '2019-fresh',
    patches: [
      {
        registry: { ...marked, ...followed },
        policyTraces: traces(
          'yes',
          [
            item({
              account: '%LogonDomain%\\%LogonUser%',
              logonType: 'InteractiveToken',
              highest: false,
            }),
          ],
          { schedulerLogOff: true },
        ),
      },
    ],
  },
  /** Its task ran and removed itself, the log tells nothing, and the share lets no computer account read. */
  'hidden-policy-share': {
    like: '2019-fresh',
    patches: [
      {
        registry: { ...marked, ...followed },
        policyTraces: traces('yes', [item()], { schedulerLogOff: true, shareRefuses: 0x80070005 }),
      },
    ],
  },
  /** Made on a newer Windows, whose name for SYSTEM this one does not resolve. */
  'hidden-policy-name': {
    like: '2019-fresh',
    patches: [
      {
        registry: followed,
        policyTraces: traces('yes', [
          item({
            runAs: 'NT AUTHORITY\\Well-Known-System-Account',
            account: 'NT AUTHORITY\\Well-Known-System-Account',
          }),
        ]),
        '+events': [
          {
            log: 'Application',
            provider: 'Group Policy Scheduled Tasks',
            id: 4098,
            level: 3,
            at: before(0, 0, 30),
            text: `The computer '${taskName}' preference item in the '${onboarding.name} ${onboarding.id}' Group Policy object did not apply because it failed with error code '0x80070534 No mapping between account names and security IDs was done.' This error was suppressed.`,
            data: [
              'computer',
              taskName,
              `${onboarding.name} ${onboarding.id}`,
              '0x80070534 No mapping between account names and security IDs was done.',
            ],
          },
        ],
      },
    ],
  },
};
