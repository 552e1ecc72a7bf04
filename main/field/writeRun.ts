import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { failureOf, GangwayError } from '../../shared/errors';
import { eventsReachMs } from '../../shared/field/factsFile';
import { fieldPlanSchema, planFor, type FieldPlan } from '../../shared/field/fieldPlan';
import { fieldOutcomes, verdicts } from '../../shared/field/result';
import { antivirusServices } from '../../shared/knowledge/antivirus';
import type { JourneyId } from '../../shared/model/journeys';
import type { KitFile } from '../../shared/model/kit';
import type { Say } from '../../shared/locales/keys';
import { mkdir } from '../disk/files';
import { glue, scripts } from '../operations';
import { requireConfirmedCall } from '../packages/confirmScript';
import { copyInto } from '../packages/copyInto';
import { hashFile } from '../packages/hashFile';
import { newRunId } from '../runs/pen';
import { sendParams } from '../runs/copy/sendKit';
import { confirmShown, shownPlan } from '../runs/start';
import type { Server } from '../servers/server';
import { chooseLocale, createTexts } from '../texts';
import { sha256 } from './hashed';
import { kitScripts, writeKit } from './kitFolder';
import type { FieldNeeds } from './needs';
import { stampOf } from './writeReader';

/** Who the machine of a plan is: its identity is in the file that told of it, or is asked now. Throws `field.noMachine`. */
async function machineOf(
  needs: FieldNeeds,
  server: Server,
): Promise<{ machineId: string; computerName: string }> {
  const read = server.target.kind === 'field' ? await needs.fields.read(server.id) : null;
  if (read !== null) return { machineId: read.machineId, computerName: read.facts.computer.name };
  const { shell } = await server.shell();
  const { machineId, computerName } = await shell.run('Get-ServerIdentity', {});
  if (machineId === null) throw new GangwayError('field.noMachine', computerName);
  return { machineId, computerName };
}

/** What the scripts of run.cmd say, in the language of who writes them. */
function wordsOf(t: Say): FieldPlan['words'] {
  const values = Object.fromEntries(
    ['file', 'path', 'why', 'name', 'here', 'count', 'number', 'total', 'title', 'text', 'code'].map(
      (name) => [name, `{{${name}}}`],
    ),
  );
  const plain = [
    'changedFile',
    'notWritten',
    'notAdministrator',
    'otherMachine',
    'alreadyRunning',
    'otherPlan',
    'over',
    'resultAt',
    'begin',
    'action',
    'goesOn',
  ] as const;
  const said: [string, string][] = [
    ...plain.map((key): [string, string] => [key, t(`fieldKit:${key}`, values)]),
    ...verdicts.map((key): [string, string] => [`verdict.${key}`, t(`fieldKit:verdict.${key}`, values)]),
    ...fieldOutcomes.map((key): [string, string] => [`end.${key}`, t(`fieldKit:end.${key}`, values)]),
  ];
  return Object.fromEntries(said);
}

/** Copies the packages of a kit under their hashes, and reads each back. Throws `file.unwritable`, `operation.hashMismatch`. */
async function copyPackages(
  folder: string,
  files: readonly (KitFile & { readonly source: string })[],
): Promise<void> {
  for (const file of files) {
    const own = join(folder, 'gangway', 'packages', file.sha256);
    await mkdir(own, { recursive: true });
    const to = join(own, file.name);
    try {
      await copyInto(file.source, to, file.bytes);
    } catch (error) {
      throw new GangwayError('file.unwritable', `${to}: ${failureOf(error).detail}`);
    }
    if ((await hashFile(to)) !== file.sha256) throw new GangwayError('operation.hashMismatch', to);
  }
}

/**
 * Confirms the plan that was shown, as `startPlan` does, and writes it into a folder with run.cmd, where a person says. Answers its path;
 * null when the dialog was closed, and then nothing is confirmed. Throws what `shownPlan` does, `field.noMachine`, `file.unwritable`.
 */
export async function writeRun(
  needs: FieldNeeds,
  server: Server,
  journey: JourneyId,
  hash: string,
  typed: string,
): Promise<string | null> {
  const open = await shownPlan(needs, server, journey, hash, typed, 'files');
  const { platform, settings, version } = needs;
  const { situation } = server.known(journey);
  const machine = await machineOf(needs, server);
  const t = createTexts(chooseLocale(settings.value().locale, platform.locale));
  for (const { call } of open) if (call !== null) requireConfirmedCall(needs, server, call);
  const sendKit = open.find(({ id }) => id === 'send-kit');
  const files = sendKit === undefined ? [] : (await sendParams(needs, server, journey, sendKit)).files;
  const decided = planFor(situation, {
    titleOf: (id) => t(`actions:${id}.title`),
    sha256Of: (operation) => scripts[operation].sha256,
  });
  const facts = JSON.stringify(situation.facts);
  const at = needs.now();
  const plan: FieldPlan = fieldPlanSchema.parse({
    format: 'gangway-field-plan',
    v: 1,
    nonce: randomBytes(16).toString('hex'),
    runId: newRunId(at),
    targetId: server.id,
    journey,
    planHash: hash,
    ...machine,
    gangway: version,
    confirmedAt: at,
    technician: settings.value().technician,
    leaseMinutes: Math.ceil(Math.max(...decided.actions.map(({ limitMs }) => limitMs)) / 60_000) + 15,
    eventsReachMs,
    antivirusServices: antivirusServices(),
    factsSha256: sha256(facts),
    scripts: kitScripts(
      [
        ...([
          'Get-ServerIdentity',
          'Get-ServerState',
          'Set-Lease',
          'Start-Run',
          'Read-Run',
          'Send-Package',
        ] as const),
        ...decided.actions.map(({ operation }) => operation),
      ],
      true,
    ),
    ...decided,
    words: wordsOf(t),
  });
  const text = JSON.stringify(plan);
  await needs.kits.keep(plan.nonce, text).catch((error: unknown) => {
    throw new GangwayError('file.unwritable', failureOf(error).detail);
  });
  const path = await writeKit(platform, {
    name: `gangway-run-${machine.computerName.replaceAll(/[^A-Za-z0-9-]/g, '_')}-${stampOf(at)}-${plan.nonce.slice(0, 4)}`,
    start: 'run',
    startFile: {
      description: { path: 'gangway\\plan.json', sha256: sha256(text) },
      changed: t('fieldKit:changedAtStart'),
    },
    script: glue.fieldRun,
    scripts: plan.scripts,
    texts: [
      { path: ['gangway', 'plan.json'], text },
      { path: ['gangway', 'facts.json'], text: facts },
    ],
    readMe: readMeOf(t, plan),
    more: (folder) => copyPackages(folder, files),
  });
  if (path === null) return null;
  await confirmShown(server, journey, hash, open, at);
  const kit = { nonce: plan.nonce, runId: plan.runId, journey, planHash: hash, at, path, taken: null };
  await needs.fields.keepKit(server.id, kit);
  server.change(() => ({ fieldKit: kit }));
  return path;
}

function readMeOf(t: Say, plan: FieldPlan): string {
  const list = plan.actions.map(({ nn, title }) => `   ${String(nn)}. ${title}`).join('\n');
  const by = plan.technician ?? '-';
  const at = `${new Date(plan.confirmedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `${t('fieldKit:readMe.run', { name: plan.computerName, version: plan.gangway, list, by, at })}\n`;
}
