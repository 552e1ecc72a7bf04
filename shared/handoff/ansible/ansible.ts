import { leftOutOf } from '../contents';
import { fleetFamilies } from '../../model/handOff';
import type { Generator, HandOffFile, HandOffNote } from '../files';
import { yamlText } from '../texts';
import type { Wanted } from '../wanted';
import { serverFolder } from '../plain/serverFolder';

/** What Ansible takes as the name of one host: a bracket or a colon would mean several, and braces an expression. */
const hostName = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,252}[A-Za-z0-9])?$/;

type Server = Wanted['servers'][number];
const isUsable = ({ name, address }: Server): boolean => hostName.test(name) && hostName.test(address);

/** The inventory: the servers by their Windows, reached as WinRM answers in a domain, by Kerberos. */
function inventory({ servers, parts }: Wanted): string {
  const families = fleetFamilies.filter((family) => parts.some((part) => part.family === family));
  const groups = families.flatMap((family) => {
    const of = servers.filter((server) => server.family === family && isUsable(server));
    const hosts = of.flatMap(({ name, address }) => [
      `        ${yamlText(name)}:`,
      `          ansible_host: ${yamlText(address)}`,
    ]);
    return [
      `    ${yamlText(`gangway_${family}`)}:`,
      hosts.length === 0 ? '      hosts: {}' : '      hosts:',
      ...hosts,
    ];
  });
  return [
    '---',
    'gangway:',
    '  vars:',
    '    ansible_connection: winrm',
    '    ansible_port: 5985',
    '    ansible_winrm_scheme: http',
    '    ansible_winrm_transport: kerberos',
    '    ansible_winrm_message_encryption: always',
    '  children:',
    ...groups,
    '',
  ].join('\n');
}

/** Where the files of the role lie, and by which name they are kept here. */
const roleFiles: readonly (readonly [path: string, name: string])[] = [
  ['site.yml', 'site.yml'],
  ['requirements.yml', 'requirements.yml'],
  ['restart.yml', 'restart.yml'],
  ['roles/gangway/meta/main.yml', 'role-meta.yml'],
  ['roles/gangway/meta/argument_specs.yml', 'role-argument_specs.yml'],
  ['roles/gangway/defaults/main.yml', 'role-defaults.yml'],
  ['roles/gangway/handlers/main.yml', 'role-handlers.yml'],
  ['roles/gangway/tasks/main.yml', 'role-tasks.yml'],
  ['roles/gangway/tasks/run.yml', 'role-run.yml'],
];

const notes = ({ servers, parts }: Wanted): HandOffNote[] => {
  const unusable = servers.filter((server) => !isUsable(server)).length;
  return [
    ...(parts.some(({ family }) => family === '2012r2') ? [{ id: 'ansible2012R2' as const }] : []),
    ...(unusable > 0 ? [{ id: 'namesLeftOut' as const, values: { count: unusable } }] : []),
    { id: 'neverBoth' },
  ];
};

/**
 * Makes a role and an inventory. The script and its order are copied to the server, because a session of WinRM reaches no share; the large files
 * are fetched from the share by the server itself.
 */
export const ansible: Generator = (wanted, scripts) => ({
  files: [
    { path: 'inventory.yml', content: inventory(wanted), holds: 'names' },
    ...roleFiles.map(([path, name]): HandOffFile => ({ path, content: scripts(name), holds: 'nothing' })),
    ...serverFolder('ansible', wanted, scripts, `${wanted.share}\\files`).map((file): HandOffFile => ({
      ...file,
      path: file.path.startsWith('files/') ? `share/${file.path}` : `roles/gangway/files/server/${file.path}`,
    })),
  ],
  leftOut: leftOutOf('ansible', wanted),
  notes: notes(wanted),
});
