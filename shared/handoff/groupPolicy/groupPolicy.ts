import { sha256 } from '../../sha256';
import { contentsFor, leftOutOf, type RegistryValue } from '../contents';
import type { FleetFamily } from '../../model/handOff';
import type { Generator, HandOffFile, HandOffNote } from '../files';
import { asFile, serverFolder } from '../plain/serverFolder';
import { jsonText } from '../texts';
import type { FleetPart, Wanted } from '../wanted';
import type { Direction } from '../../model/handOff';
import { backupFiles, backupIdOf, manifestXml, type Policy } from './backup';
import { registryPolicy } from './registryPolicy';
import { scheduledTasks } from './scheduledTask';

const windows: Readonly<Record<FleetFamily, string>> = {
  '2012r2': 'Server 2012 R2',
  '2016': 'Server 2016',
  '2019': 'Server 2019 and later',
};
const does: Readonly<Record<Direction, string>> = {
  onboard: 'onboard',
  remove: 'take settings back',
  offboard: 'offboard',
};

/**
 * What a policy is called in the domain. It says what it does, because a server must never get two that are against each other, and the
 * import finds those by their names.
 */
export const policyName = (name: string, direction: Direction, family: FleetFamily): string =>
  `${name} - ${does[direction]} - ${windows[family]}`;

/** The values that a policy sets, each name once. */
function valuesOf(wanted: Wanted, family: FleetFamily): RegistryValue[] {
  return contentsFor('groupPolicy', wanted, family).flatMap(({ content }) =>
    content.kind === 'registry' ? content.values : [],
  );
}

/** The policy for one Windows; null where nothing is left for it to do. */
function policyOf(wanted: Wanted, { family }: FleetPart, order: string): Policy | null {
  const name = policyName(wanted.name, wanted.direction, family);
  const values = valuesOf(wanted, family);
  // What the servers are told is part of it: another order makes the task run once more.
  const mark = [name, wanted.share, sha256(order)];
  const hasTask = wanted.direction !== 'remove';
  if (!hasTask && values.length === 0) return null;
  return {
    name,
    mark,
    registryPol: values.length === 0 ? null : registryPolicy(values),
    tasksXml: hasTask ? scheduledTasks({ name, share: wanted.share, family, mark }) : null,
  };
}

/** The policies that must never be in force beside those of a direction. */
function against({ name, direction, parts }: Wanted): string[] {
  const others: readonly Direction[] =
    direction === 'onboard'
      ? ['remove', 'offboard']
      : direction === 'remove'
        ? ['onboard']
        : ['onboard', 'remove'];
  return others.flatMap((other) => parts.map(({ family }) => policyName(name, other, family)));
}

/**
 * The hand-off by Group Policy: a backup for each Windows that `Import-GPO` takes (handed over in `GPO`), the folder of the share, and the script
 * that looks at the share and makes the policies. Taking settings back needs no share, for the registry is all of it.
 */
export const groupPolicy: Generator = (wanted, scripts) => {
  const share = wanted.direction === 'remove' ? [] : serverFolder('groupPolicy', wanted, scripts);
  const order = share.flatMap(({ content }) => (typeof content === 'string' ? [content] : [])).join('\0');
  const policies = wanted.parts.flatMap((part) => {
    const policy = policyOf(wanted, part, order);
    return policy === null ? [] : [{ part, policy }];
  });
  const list = {
    version: 1,
    share: share.length === 0 ? '' : wanted.share,
    files: share.map(({ path, content }) => ({
      path: path.replaceAll('/', '\\'),
      sha256: typeof content === 'string' || content instanceof Uint8Array ? sha256(content) : content.sha256,
    })),
    policies: policies.map(({ part: { family, group }, policy }) => ({
      ...{ family, name: policy.name, backupId: backupIdOf(policy) },
      group: group ?? '',
    })),
    never: against(wanted),
  };
  const files: HandOffFile[] = [
    { path: 'Import-Policy.ps1', content: asFile(scripts('Import-Policy.ps1')), holds: 'nothing' },
    {
      path: 'policies.json',
      content: `${jsonText(list)}\r\n`.replaceAll(/(?<!\r)\n/g, '\r\n'),
      holds: 'names',
    },
    { path: 'GPO/manifest.xml', content: manifestXml(policies.map(({ policy }) => policy)), holds: 'names' },
    ...policies.flatMap(({ policy }) =>
      backupFiles(policy).map(([path, content]): HandOffFile => ({
        path: `GPO/${path}`,
        content,
        holds: 'names',
      })),
    ),
    ...share.map((file) => ({ ...file, path: `Share/${file.path}` })),
  ];
  const hasTask = wanted.direction !== 'remove';
  const notes: HandOffNote[] = [
    { id: 'neverBoth' },
    ...(hasTask
      ? [
          { id: 'runsOnce' as const },
          { id: 'whoWrites' as const },
          { id: 'signedScripts' as const },
          { id: wanted.results === null ? ('noAnswer' as const) : ('resultsShare' as const) },
        ]
      : []),
    ...(policies.some(({ policy }) => policy.registryPol !== null) ? [{ id: 'reachesAll' as const }] : []),
    { id: 'replication' },
  ];
  return { files, leftOut: leftOutOf('groupPolicy', wanted), notes };
};
