import { type LineSort } from '../../../shared/model/scriptDifferences';
import { kindsOf, sortOf } from './lineKinds';
import { offboardingLines } from './practice/offboarding';
import { onboardingLines } from './practice/onboarding';

/** A place in a shape: a line of one kind, or one of our own practice lines, word for word. */
export type Slot = { readonly kind: string } | { readonly exactly: string };

/** A script that is known, as its lines in order. */
export interface Shape {
  readonly kind: 'onboarding' | 'offboarding';
  /** `local` asks a question, or waits for a key at its end. */
  readonly variant: 'groupPolicy' | 'local';
  readonly slots: readonly Slot[];
}

/** What a line in a place is for. */
export const sortOfSlot = (slot: Slot): LineSort =>
  'exactly' in slot ? 'practice' : (sortOf(slot.kind) ?? 'practice');

const tell = (code: number, why: string): string[] => [why, `errorCode ${code}`, 'lastError', 'goto error'];
const when = (test: string, ...inside: string[]): string[] => [test, ...inside, 'close'];
const otherwise = (code: number, why: string): string[] => when('ifFailed', ...tell(code, why));

/** Tries again after some seconds, until a counter ends it. */
const until = (label: string, test: string, most: number, seconds: number, fail: string[]): string[] => [
  'noCounter',
  `label ${label}`,
  test,
  ...when('ifFailed', ...when(`ifCounter ${most}`, ...fail), 'countOn', `wait ${seconds}`, `goto ${label}`),
];

const begin = [
  ...['echoOff', 'sayNothing', 'say', 'sayNothing'],
  ...['errorCode 0', 'noLastError', 'troubleshootInfo', 'noDescription', 'say', 'needsRights'],
  ...otherwise(65, 'writeFile'),
  ...['say', 'sayNothing', 'say', 'sayNothing'],
  ...['ifNoWow64', 'powerShell system32', 'else', 'powerShell sysnative', 'close'],
];

/** Takes away the value of the other package, which would win over the new one. */
const replaceValue = (former: string, next: string): string[] => [
  `queryValue ${former}`,
  ...when('ifWorked', `deleteValue ${former}`, ...otherwise(5, 'description')),
  `addValue ${next}`,
  ...otherwise(10, 'description'),
];

const offboardingValue = '696c1fa1-4030-4fa4-8713-faf9b2ea7c0a';
const onboardingValue = 'onboardinginfo';

const consent = [
  ...['echoOff', 'explain', 'explain', 'explain', 'explain', 'sayNothing', 'label user_consent', 'ask'],
  ...when('ifAnswer n', 'goto cleanup'),
  ...when('ifAnswer y', 'goto script_start'),
  ...['sayNothing', 'say', 'goto user_consent', 'sayNothing', 'label script_start', 'latency'],
];

/** Onboarding of 2020 to 2026. The Group Policy edition asks nothing, waits for no key, and does not say where to look for help. */
const onboarding = (local: boolean): string[] => [
  ...(local ? consent : []),
  ...begin,
  'sessionDescriptor',
  'sessionAccess 14f8138e-3b61-580b-544b-2609378ae460',
  'sessionAccess cb2ff72d-d4e4-585d-33f9-f3a395c40be7',
  ...['noProxySignIn', 'bootCertificate'],
  ...replaceValue(offboardingValue, onboardingValue),
  ...['say', 'sayNothing', 'findService running', 'ifWorkedGoto running', 'startService'],
  ...when('ifFailed', 'say', 'goto wait_for_the_service_to_start'),
  'goto succeeded',
  ...['label running', 'output running', 'sayVariable runningoutput', 'sayNothing', 'event on 10 running'],
  'goto wait_for_the_service_to_start',
  ...['label error', 'readFile', 'errorOutput', 'traceError on', 'sayVariable erroroutput'],
  ...(local ? ['sayVariable troubleshootinfo'] : []),
  ...['sayNothing', 'errorEvent on', 'goto cleanup'],
  ...['label succeeded', 'say', 'sayNothing', 'goto wait_for_the_service_to_start'],
  ...['label wait_for_the_service_to_start', 'say', 'sayNothing'],
  ...until('sense_running_wait', 'findService running', 4, 5, tell(15, 'description')),
  ...until('sense_onboarded_status_wait', 'queryState', 4, 5, tell(35, 'writeFile')),
  ...until('sense_onboarded_wait', 'findState', 4, 5, tell(40, 'writeFile')),
  ...['output success', 'sayVariable successoutput', 'sayNothing', 'event on 20 success', 'traceSuccess on'],
  ...['reloadEngine', 'goto cleanup', 'label cleanup', 'removeFile'],
  ...(local ? ['pause'] : []),
  'exit',
];

/** Stands for the tenant of the script itself. */
export const itsTenant = '<tenant>';

/** Since 1.65 it looks whether the server belongs to its tenant at all. */
const ownTenant = [
  'queryTenant',
  ...when('ifFailed', 'goto after_org_equality_check'),
  `findTenant ${itsTenant}`,
  ...otherwise(70, `tenantDescription ${itsTenant}`),
  'label after_org_equality_check',
];

/**
 * Offboarding 1.4 (2022), which waits five times, and 1.65 (2024), ten times. The editions that were seen all wait for a key at
 * their end; that the Group Policy one lacks that line alone is taken from its onboarding script.
 */
const offboarding = (edition: '1.4' | '1.65', local: boolean): string[] => [
  ...begin,
  ...(edition === '1.65' ? ownTenant : []),
  ...replaceValue(onboardingValue, offboardingValue),
  ...until(
    'sense_stopped_wait',
    'findService stopped',
    edition === '1.65' ? 10 : 5,
    10,
    tell(15, 'writeFile'),
  ),
  ...[
    'output success',
    'traceSuccess off',
    'sayVariable successoutput',
    'sayNothing',
    'event off 20 success',
  ],
  'goto exit',
  ...['label error', 'readFile', 'errorOutput', 'traceError off', 'sayVariable erroroutput'],
  ...['sayVariable troubleshootinfo', 'sayNothing', 'errorEvent off', 'goto exit'],
  ...['label exit', 'removeFile'],
  ...(local ? ['pause'] : []),
  'exit',
];

const known = (kind: Shape['kind'], variant: Shape['variant'], lines: readonly string[]): Shape => ({
  kind,
  variant,
  slots: lines.map((name) => ({ kind: name })),
});

/** Stands for the value in a practice script, whose other lines are known word for word. */
const anyValue = '"{}"';

const practice = (kind: Shape['kind'], variant: Shape['variant'], lines: readonly string[]): Shape => ({
  kind,
  variant,
  slots: lines.map((line) => {
    const value = kindsOf(line).find((name) => name.startsWith('addValue '));
    return value === undefined ? { exactly: line.trim() } : { kind: value };
  }),
});

let made: readonly Shape[] | null = null;

/** The scripts that are known: those of the portal, and those that come with Gangway. Made when the first is asked for: the app starts without. */
export const shapes = (): readonly Shape[] =>
  (made ??= [
    known('onboarding', 'groupPolicy', onboarding(false)),
    known('onboarding', 'local', onboarding(true)),
    known('offboarding', 'groupPolicy', offboarding('1.4', false)),
    known('offboarding', 'local', offboarding('1.4', true)),
    known('offboarding', 'groupPolicy', offboarding('1.65', false)),
    known('offboarding', 'local', offboarding('1.65', true)),
    practice('onboarding', 'groupPolicy', onboardingLines(anyValue, 'groupPolicy')),
    practice('onboarding', 'local', onboardingLines(anyValue, 'local')),
    practice('offboarding', 'groupPolicy', offboardingLines(anyValue)),
  ]);
