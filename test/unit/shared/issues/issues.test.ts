import { describe, expect, it } from 'vitest';
import { emptyInputs, type Inputs } from '../../../../shared/model/inputs';
import type { Kit } from '../../../../shared/model/kit';
import type { IssueContext, IssueId } from '../../../../shared/issues/issue';
import { issueState, knownIssues, signsOf } from '../../../../shared/issues/issues';
import { recogniseOs } from '../../../../shared/knowledge/os';
import type { Package } from '../../../../shared/model/packages';
import type { ServerState } from '../../../../shared/model/facts';
import { noWishes } from '../../../../shared/model/wishes';
import { aServer, type DeepPartial, readAt, server2012R2, server2016 } from '../../../fixtures/facts';
import { emptyKit } from '../../../fixtures/kits';
import { anOnboardingPackage, tenant } from '../../../fixtures/onboardingPackage';
import { textOf } from '../../../fixtures/texts';

type Facts = DeepPartial<ServerState>;
interface More {
  readonly inputs?: Partial<Inputs>;
  readonly kit?: Partial<Kit>;
  readonly failed?: IssueContext['failed'];
  readonly refused?: IssueContext['refused'];
}

function context(facts: readonly Facts[] = [], { inputs, kit, failed, refused }: More = {}): IssueContext {
  const state = aServer(...facts);
  return {
    situation: {
      journey: 'onboard',
      facts: state,
      inputs: { ...emptyInputs('local'), ...inputs },
      kit: { ...emptyKit, ...kit },
    },
    family: recogniseOs(state.os).family,
    failed: failed ?? null,
    refused: refused ?? [],
  };
}
const issueOf = (id: IssueId) => {
  const found = knownIssues.find((issue) => issue.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const stateOf = (id: IssueId, it: IssueContext) => issueState(issueOf(id), it);
const foundOn = (it: IssueContext) =>
  knownIssues.filter((issue) => issueState(issue, it) === 'found').map(({ id }) => id);

const service = (start: 'automatic' | 'manual', status: 'running' | 'stopped' = 'running') => ({
  status,
  start,
  imagePath: null,
});
const event = (log: 'sense' | 'onboarding', id: number, at = readAt - 1_000) => ({
  log,
  id,
  level: 'error' as const,
  at,
  text: '',
});
const product = (version: string): Facts => ({
  sensor: { product: { name: 'Microsoft Defender for Endpoint', version, productCode: '{1}' } },
});
const oldSensor: Facts = {
  proxy: { telemetry: 'proxy:8080' },
  sensor: { senseVersion: '10.8048.22439.1065' },
};
const onboarded: Facts = {
  services: { sense: service('automatic') },
  sensor: { onboardingState: 1, orgId: tenant },
};
const plain = anOnboardingPackage();
const streamlined = {
  ...plain,
  details: { ...plain.details, connectivity: 'streamlined' },
} as Package;
const newPackage = {
  ...plain,
  kind: 'installation',
  details: {
    kind: 'installation',
    productName: 'Microsoft Defender for Endpoint',
    productVersion: '4.18.60400',
    productCode: '{1}',
    manufacturer: 'Microsoft Corporation',
    platformVersion: '4.18.99999.1',
  },
} satisfies Package;
const sentNewer = readAt - 60_000;

/** For every issue that facts can tell: facts that have it. */
const fitting: readonly (readonly [IssueId, readonly Facts[], More?])[] = [
  ['K1', [server2012R2, { services: { winDefend: service('automatic', 'stopped') } }]],
  ['K2', [server2012R2, oldSensor, { events: [event('sense', 5)] }]],
  ['K2', [{ proxy: { telemetry: 'proxy:8080' } }, { events: [event('sense', 15)] }]],
  ['K3', [server2012R2, oldSensor]],
  ['K5', [server2016, { defender: { feature: 'disabled' } }]],
  ['K5', [server2016, { services: { winDefend: service('manual', 'stopped') } }]],
  ['K5', [server2016, { defender: { platformVersion: '4.10.14393.2273' } }]],
  ['K7', [server2016]],
  ['K8', [server2012R2, { roles: ['FileAndStorage-Services', 'DNS'] }]],
  [
    'K9',
    [
      server2016,
      product('4.18.24070'),
      { owners: [{ kind: 'monitoringAgent', detail: '' }], sensor: { senseVersion: '10.8046.1.1' } },
    ],
  ],
  ['K11', [{ otherAntivirus: [{ service: 'mfemms', displayName: 'Trellix', running: false }] }]],
  ['K12', [server2016, onboarded]],
  ['K13', [server2012R2, { policy: { disableAntiSpyware: 1 } }]],
  [
    'K14',
    [onboarded, { defender: { tamperProtected: true } }],
    { inputs: { wishes: { ...noWishes, mode: 'passive' } } },
  ],
  ['K16', [onboarded, { events: [event('onboarding', 40)] }]],
  ['K19', [{ events: [event('sense', 29)] }]],
  ['K21', [{ os: { sku: 42, editionId: 'ServerHyperCore' } }]],
  ['K22', [{ defender: { feature: 'removed' } }]],
  ['K23', [server2016, { files: { ntoskrnlOwnerTrusted: false } }]],
  ['K24', [server2016, { orphanRegistration: true }]],
  ['K25', [server2012R2, product('4.18.60325')]],
  ['K26', [server2016, product('4.18.60400'), { policy: { onboardingInfo: true } }]],
  [
    'K29',
    [onboarded, { events: [event('sense', 11, sentNewer), event('sense', 11, readAt - 9e9)] }],
    { kit: { onboarding: streamlined } },
  ],
  ['K30', [{ owners: [{ kind: 'arc', detail: 'Azure Connected Machine Agent' }] }]],
  ['K31', [server2016], { kit: { installation: newPackage } }],
];

describe('an issue that facts can tell', () => {
  it.each(fitting.map(([id, facts, more]) => [id, facts, more ?? {}] as const))(
    '%s is found where it is',
    (id, facts, more) => {
      expect(stateOf(id, context(facts, more))).toBe('found');
    },
  );

  it('has a fixture that shows it', () => {
    const shown = new Set(fitting.map(([id]) => id));
    expect(knownIssues.filter(({ id, facts }) => facts !== null && !shown.has(id))).toEqual([]);
  });

  it('is not found on a healthy server', () => {
    expect(foundOn(context())).toEqual([]);
    expect(foundOn(context([onboarded], { kit: { onboarding: streamlined } }))).toEqual([]);
    // What these two have is a property of their Windows.
    expect(foundOn(context([server2016]))).toEqual(['K7']);
    expect(foundOn(context([server2012R2, { roles: [] }]))).toEqual(['K7']);
  });

  it('is never said of a Windows that it cannot strike', () => {
    expect(stateOf('K23', context([{ files: { ntoskrnlOwnerTrusted: false } }]))).toBe('elsewhere');
    expect(stateOf('K12', context([onboarded]))).toBe('elsewhere');
    expect(stateOf('K6', context())).toBe('elsewhere');
  });

  it('asks for every part of what it says', () => {
    const none = (id: IssueId, facts: readonly Facts[], more?: More) =>
      expect(stateOf(id, context(facts, more)), id).toBe('absent');
    none('K2', [server2012R2, oldSensor]);
    // A proxy of the machine serves revocation lists, too.
    none('K2', [oldSensor, { proxy: { winHttp: 'proxy:8080' }, events: [event('sense', 5)] }]);
    const unreadable = [{ fact: 'proxy.winHttp', reason: 'failed' as const, detail: '' }];
    none('K2', [oldSensor, { unreadable, events: [event('sense', 5)] }]);
    none('K3', [server2012R2, oldSensor, { sensor: { senseVersion: '10.8048.22439.1066' } }]);
    none('K3', [server2012R2, oldSensor, { readAt: Date.UTC(2026, 9, 1) }]);
    none('K3', [server2012R2, { sensor: { senseVersion: '10.8040.1.1' } }]);
    none('K9', [server2016, product('4.18.24070'), { sensor: { senseVersion: '10.8046.1.1' } }]);
    none('K14', [onboarded, { defender: { tamperProtected: true } }], {
      inputs: { wishes: { ...noWishes, mode: 'active' } },
    });
    none('K14', [{ defender: { tamperProtected: true } }], {
      inputs: { wishes: { ...noWishes, mode: 'passive' } },
    });
    none('K16', [{ events: [event('onboarding', 40)] }]);
    none('K25', [server2012R2, product('4.18.60326')]);
    none('K29', [onboarded, { events: [event('sense', 11, sentNewer)] }], {
      kit: { onboarding: streamlined },
    });
    none('K31', [server2016], { kit: { installation: newPackage, platformUpdate: streamlined } });
  });
});

describe('an issue that the end of a tool tells', () => {
  const ended = (tool: 'msiexec' | 'installScript' | 'wusa' | 'dism', native: number, detail = ''): More => ({
    failed: { tool, failure: { code: 'operation.failed', detail, native } },
  });
  const cases: readonly (readonly [IssueId, Facts, More])[] = [
    // Capture defender/mde-svc-mpasdesc-310-error: the name of the service is not resolved.
    ['K1', server2012R2, ended('msiexec', 1603, "Service '@%ProgramFiles%\\MpAsDesc.dll,-310 (WinDefend)'")],
    ['K12', server2016, ended('installScript', 35)],
    ['K13', server2016, ended('installScript', 39)],
    ['K15', server2016, ended('installScript', 37)],
    ['K17', server2012R2, ended('wusa', 5)],
    ['K18', server2012R2, ended('wusa', -2147024891)],
    ['K22', {}, ended('dism', 14081)],
    ['K22', {}, ended('dism', -2146498529)],
    ['K23', server2016, ended('msiexec', 1603, 'Unsupported OS version')],
    ['K24', server2016, ended('installScript', 1603, 'cannot open MSSecFlt.inf')],
    ['K31', server2016, ended('installScript', 4)],
  ];

  it.each(cases)('%s is found', (id, facts, more) => {
    expect(stateOf(id, context([facts], more))).toBe('found');
  });

  it('has a case that shows it', () => {
    const shown = new Set(cases.map(([id]) => id));
    expect(knownIssues.filter(({ id, outcome }) => outcome !== null && !shown.has(id))).toEqual([]);
  });

  it('is not found in another code, or in the same code of another tool', () => {
    expect(foundOn(context([], ended('dism', 5)))).toEqual([]);
    expect(foundOn(context([], ended('msiexec', 1603, 'CustomAction')))).toEqual([]);
    expect(
      foundOn(context([], { failed: { tool: null, failure: { code: 'internal', detail: '', native: 5 } } })),
    ).toEqual([]);
  });
});

it('is told by a file that was refused', () => {
  expect(foundOn(context([], { refused: ['interactiveScript', 'expiredOffboarding'] }))).toEqual([
    'K15',
    'K19',
  ]);
  expect(foundOn(context([], { refused: ['truncated'] }))).toEqual([]);
});

describe('the list', () => {
  it('has every number once, a title without a full stop, a next step in a sentence, and a source with its date', () => {
    expect(knownIssues.map(({ id }) => id)).toEqual(knownIssues.map((_, index) => `K${index + 1}`));
    for (const { id, source } of knownIssues) {
      expect(textOf('issues', `${id}.title`)).not.toMatch(/\.$/);
      expect(textOf('issues', `${id}.next`)).toMatch(/^[A-Z].*\.$/);
      expect(source).toMatch(/, \d{4}-\d\d-\d\d$/);
    }
  });

  it('says of each whether a fact, a tool, a file or only a person can tell', () => {
    const byPerson = knownIssues.filter((issue) => signsOf(issue).includes('person')).map(({ id }) => id);
    expect(byPerson).toEqual(['K4', 'K6', 'K10', 'K20', 'K27', 'K28']);
    for (const issue of knownIssues)
      for (const sign of signsOf(issue)) expect(textOf('issues', `sign.${sign}`)).toBeTruthy();
    expect(stateOf('K4', context())).toBe('person');
    expect(stateOf('K10', context([server2016]))).toBe('person');
  });
});
