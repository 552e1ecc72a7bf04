import type { Say } from '../../shared/locales/keys';
import { GangwayError } from '../../shared/errors';
import { operations } from '../../shared/model/operations';
import { differencesOf } from '../../shared/kit/packageTrust';
import type { JourneyId } from '../../shared/model/journeys';
import type { Package } from '../../shared/model/packages';
import { remaining, type PlanItem } from '../../shared/plan/plan';
import { writeFile } from '../disk/files';
import { scripts } from '../operations';
import { chooseLocale, createTexts } from '../texts';
import type { ReportNeeds } from './needs';
import type { Server } from '../servers/server';

const rule = '='.repeat(78);

/** A moment (epoch ms) as a file says it: ISO, to the second, in UTC. */
const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/**
 * The plan of a server as plain text that is read without Gangway: each action that is ahead with its parameters, and each
 * script once, in full. Throws `step.blocked` before the server was read.
 */
export function planText(needs: ReportNeeds, server: Server, journey: JourneyId): string {
  const { target, factsAt } = server.view();
  const { plan, situation } = server.known(journey);
  const { os } = situation.facts;
  const t = createTexts(chooseLocale(needs.settings.value().locale, needs.platform.locale));
  const open = remaining(plan);
  const names = [...new Set(open.map((item) => item.action.operation))];
  return [
    t('planFile:title', { name: target.name }),
    rule,
    ...(target.kind === 'practice' ? [t('planFile:practice')] : []),
    t('planFile:server', { name: target.name, os: os.caption, build: os.build, at: stamp(factsAt ?? 0) }),
    t('planFile:about', { version: needs.version, at: stamp(needs.now()) }),
    '',
    t(open.length === 0 ? 'planFile:nothing' : 'planFile:how'),
    ...open.flatMap((item, index) => [
      '',
      ...actionLines(t, item, index + 1),
      ...(item.id === 'onboard' ? confirmedLines(t, situation.kit.onboarding) : []),
    ]),
    ...(names.length === 0 ? [] : ['', t('planFile:scripts'), rule]),
    ...names.flatMap((name) => [
      '',
      `# ${name}.ps1`,
      `# SHA-256 ${scripts[name].sha256}`,
      ...scripts[name].text.split(/\r?\n/),
    ]),
    '',
  ].join('\r\n');
}

function actionLines(t: Say, { id, action, call }: PlanItem, number: number): string[] {
  const { operation, minutes, restart, oneWay } = action;
  const place = operations[operation].runs === 'task' ? 'inspector.task' : 'inspector.session';
  return [
    t('planFile:action', { number, title: t(`actions:${id}.title`) }),
    t('planFile:runs', { value: t(`plan:${place}`) }),
    t('planFile:done', { value: t(`actions:${id}.done`) }),
    t('planFile:fails', { value: t(`actions:${id}.fails`) }),
    t('planFile:minutes', { from: minutes[0], to: minutes[1] }),
    ...(restart === 'yes' ? [t('planFile:restart')] : []),
    ...(restart === 'maybe' ? [t('planFile:maybe')] : []),
    ...(oneWay ? [t('planFile:oneWay')] : []),
    t('planFile:script', { operation, sha256: scripts[operation].sha256 }),
    ...(call === null ? [] : [t('planFile:parameters'), ...JSON.stringify(call.params, null, 2).split('\n')]),
  ];
}

function confirmedLines(t: Say, script: Package | null): string[] {
  if (script?.confirmation === undefined) return [];
  const { at, by } = script.confirmation;
  return [t('planFile:lines', { count: differencesOf(script).length, at: stamp(at), by }).trim()];
}

/**
 * Saves the plan as text where a person says; answers the place, or null when the dialog was closed. It confirms nothing
 * and changes nothing. Throws `file.unwritable`, and `step.blocked` before the server was read.
 */
export async function savePlan(
  needs: ReportNeeds,
  server: Server,
  journey: JourneyId,
): Promise<string | null> {
  const text = planText(needs, server, journey);
  const name = server.view().target.name.replaceAll(/[^A-Za-z0-9-]/g, '-');
  try {
    const path = await needs.platform.saveAs(
      `gangway-plan-${name}-${new Date(needs.now()).toISOString().slice(0, 10)}.txt`,
    );
    // The mark tells older editors of Windows that this is UTF-8.
    if (path !== null) await writeFile(path, `\uFEFF${text}`, { encoding: 'utf8', mode: 0o600 });
    return path;
  } catch (error) {
    throw new GangwayError('file.unwritable', error instanceof Error ? error.message : String(error));
  }
}
