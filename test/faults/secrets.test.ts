import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { GangwayError } from '../../shared/errors';
import { ScriptedServer } from '../fakes/scriptedServer';
import { atRest, id, openAgain, openStage, startPlan } from '../unit/app/stage';
import type { Walker } from '../unit/app/walker';
import { formsOf } from './secretForms';

const signature = Buffer.from('CANARY-signature-7Hq2 '.repeat(20)).toString('base64');
const secrets = {
  'signature of the onboarding blob': signature.slice(40, 100),
  'password in a line': 'C4nary-line-Xw81',
  'password of a proxy': 'C4nary-proxy-Bn52',
  'password in an error': 'C4nary-error-Lp37',
  'token in an error': 'C4nary.token.Rt64',
  'key in a line': 'C4nary-end-Vc29',
  'password as UTF-16': 'C4nary-wide-Zs93',
  'password in an event': 'C4nary-event-Hd46',
  'end of a wrapped value in an event': 'C4naryEnd72Kj',
  'access key of the deployment tool': 'C4nary-accessKey_Qm58Tb19Ld70',
};
const blob = JSON.stringify({ body: '{"orgId":"x"}', sig: signature, sha256sig: signature });
const accessKey = secrets['access key of the deployment tool'];
/** A file as somebody may give it who has the tool with a key and no onboarding file. */
const keyed: readonly (readonly [name: string, text: string])[] = [
  ['DefenderDTconfig.txt', `Quiet: true\r\nKey: ${accessKey}\r\n`],
  ['DefenderDTconfig.onboarding', `Quiet: true\r\nKey: ${accessKey}\r\n`],
  ['WindowsDefenderATP.onboarding', JSON.stringify({ body: '{"orgId":"x"}', key: accessKey })],
  [`DefenderDT.exe -Key_${'x'.repeat(3)}.cmd`, `DefenderDT.exe -Quiet -Key:${accessKey}\r\n`],
];
const toolResult = [
  'GWR_FORMAT=gangway-tool-result-1',
  'GWR_KIT=0b6f3c1e-52a1-4f0d-9c3f-7d0e3a9b1c22',
  'GWR_COMPUTER=OLD-FS01',
  'GWR_WINDOWS=6.1.7601',
  'GWR_OUTCOME=ended',
  'GWR_TOOL=0',
  '-----log-----',
  `started with -Quiet -Key:"${accessKey}"`,
  `Key: ${accessKey}`,
].join('\r\n');
const wide = (text: string) => Buffer.from(text, 'utf16le').toString('latin1');

/** All that a server could say back, in each form that a tool gives it. */
const says = [
  `reg add HKLM\\x /v OnboardingInfo /d ${JSON.stringify(blob)}`,
  blob,
  Buffer.from(blob).toString('base64'),
  Buffer.from(blob, 'utf16le').toString('base64'),
  wide(blob),
  ...(`OnboardingInfo REG_SZ ${blob}`.match(/.{1,80}/g) ?? []),
  `net use \\\\x -Password ${secrets['password in a line']}`,
  JSON.stringify({ password: secrets['password in a line'] }),
  `api_key: ${secrets['key in a line']}`,
  `DefenderDT.exe -Quiet -Key:${accessKey} -Verbose`,
  `Key: ${accessKey}`,
  wide(`password=${secrets['password as UTF-16']}`),
];
const proxy = `http://svc:${secrets['password of a proxy']}@proxy.nord.example:8080`;
/** What somebody may have written into the Application log of the server: the blob as a console wraps it, and a password. */
const written = [
  `DefaultPassword    REG_SZ    ${secrets['password in an event']}`,
  `OnboardingInfo REG_SZ ${blob.slice(0, 58)}`,
  ...(signature.match(/.{1,76}/g) ?? []),
  secrets['end of a wrapped value in an event'],
  'kept: the words behind it',
].join('\r\n');
const echo = `cannot log on with password=${secrets['password in an error']} Authorization: Bearer ${secrets['token in an error']}`;

const sinks = new Map<string, Buffer>();
let walker: Walker;

beforeAll(async () => {
  const printed: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed.push(String(text));
      return true;
    });
  const at = Date.now();
  const server = new ScriptedServer({
    proxy: { winHttp: proxy },
    events: [{ log: 'onboarding', id: 10, level: 'error', at, text: written }],
  });
  const stage = await openStage(server);
  walker = stage.walker;
  const replies: unknown[] = [];
  const keep = async (reply: Promise<unknown>) => {
    replies.push(await reply);
    return reply;
  };
  const script = readFileSync(
    join(import.meta.dirname, '../../main/packages/practice/local/WindowsDefenderATPOnboardingPackage.zip'),
  );
  // What the library takes is a copy of the package itself; what it refuses must not be told with its content.
  await walker.app.upload(id, 'Refused.zip', Readable.from([script]), null);
  for (const [name, text] of keyed)
    await walker.app.upload(id, name, Readable.from([Buffer.from(text)]), null).catch((error: unknown) => {
      replies.push(String(error));
    });
  await walker.app.upload('toolResult', 'OLD-FS01-1.txt', Readable.from([Buffer.from(toolResult)]), null);
  server.plays['Invoke-Onboarding'] = {
    says,
    result: null,
    change: {},
    end: { code: 'operation.failed', native: 15 },
  };
  await startPlan(walker);
  await atRest(walker);
  const said = await walker.ask('getOutput', {
    runId: walker.view(id).run?.runId ?? '',
    from: 0,
    limit: 5000,
  });
  replies.push(said);
  expect(said.lines.filter(({ source }) => source === 'out')).toHaveLength(says.length);
  // The next change is refused with a secret in the reason, and reading facts fails with one.
  server.plays['Invoke-Onboarding'] = { startError: new GangwayError('target.accessDenied', echo) };
  await keep(walker.app.dispatch({ name: 'readFacts', input: { targetId: id } }));
  await keep(walker.app.dispatch({ name: 'resumePlan', input: { targetId: id } }));
  await atRest(walker);
  server.factsErrors.push(new GangwayError('operation.failed', echo));
  await keep(walker.app.dispatch({ name: 'readFacts', input: { targetId: id } }));
  for (const name of ['previewReport', 'saveReport'] as const)
    await keep(walker.app.dispatch({ name, input: { targetId: id, journey: 'onboard' } }));
  const runId = walker.view(id).run?.runId ?? '';
  await keep(walker.app.dispatch({ name: 'getOutput', input: { runId, from: 0, limit: 5000 } }));
  await walker.stop(true);
  const again = await openAgain(stage);
  await keep(again.app.dispatch({ name: 'getSession', input: {} }));
  await again.stop(true);
  sinks.set('replies to the page', Buffer.from(JSON.stringify(replies)));
  sinks.set('events to the page', Buffer.from(JSON.stringify([...walker.events, ...again.events])));
  sinks.set('what was printed', Buffer.from(printed.join('')));
  for (const name of readdirSync(walker.folder, { recursive: true, encoding: 'utf8' }))
    if (/\.\w+$/.test(name)) sinks.set(name, readFileSync(join(walker.folder, name)));
  vi.restoreAllMocks();
});
afterAll(() => walker.stop());

it('[row 28] every sink was written to and is looked through', () => {
  const names = [...sinks.keys()].join(' ');
  for (const part of ['journal', 'log', 'output', 'reports', 'targets', 'library'])
    expect(names).toMatch(new RegExp(`(^| )${part}[\\\\/]`));
  expect(sinks.get('events to the page')?.length).toBeGreaterThan(10_000);
  expect(sinks.get('events to the page')?.toString()).toContain('proxy.nord.example:8080');
  expect(sinks.get('events to the page')?.toString()).toContain('kept: the words behind it');
  expect(String(sinks.get('replies to the page'))).toContain('cannot log on with');
});

it.each(Object.entries(secrets))('[row 28] the %s stands in no sink, in no form', (_what, secret) => {
  const found = [...sinks].flatMap(([name, bytes]) =>
    formsOf(secret).flatMap((form, index) =>
      bytes.includes(form) ? [`${name} (form ${String(index)})`] : [],
    ),
  );
  expect(found).toEqual([]);
});

it('the search itself finds a secret in each of its forms', () => {
  const secret = 'C4nary-self-Qq11';
  for (const before of ['', 'a', 'ab'])
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const inside = Buffer.from(`${before}${secret} and more`, encoding);
      const bytes = Buffer.from(inside.toString('base64'));
      expect(formsOf(secret).some((form) => bytes.includes(form))).toBe(true);
      expect(formsOf(secret).some((form) => inside.includes(form))).toBe(true);
    }
});
