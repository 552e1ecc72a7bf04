import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scriptText } from '../../../../../main/handoff/scripts';
import { readFleetFile } from '../../../../../shared/handoff/answers/readAnswers';
import type { ServerResult } from '../../../../../shared/handoff/result';
import { ansible } from '../../../../../shared/handoff/ansible/ansible';
import { wantedHandOff } from '../../../../fixtures/handOff';

/** Modules that the role may use; each is held against what ansible-doc says of it. */
const modules = [
  'ansible.windows.win_copy',
  'ansible.windows.win_powershell',
  'ansible.windows.win_reboot',
  'community.windows.win_scheduled_task',
];
const found = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
const describer = 'ansible-doc';
const missing = ['ansible-playbook', 'ansible-lint', describer].filter((program) => !found(program));
/** What ansible-doc says of the modules, as JSON. It leaves a folder of its own where it is started and in the home folder. */
function docsHere(): unknown {
  const cwd = mkdtempSync(join(tmpdir(), 'gangway-ansible-'));
  try {
    const words = ['-t', 'module', '-j', ...modules];
    const env = { ...process.env, HOME: cwd };
    return JSON.parse(spawnSync(describer, words, { cwd, env, encoding: 'utf8' }).stdout);
  } catch {
    return {};
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
const docsSchema = z.record(
  z.string(),
  z.object({ doc: z.object({ options: z.record(z.string(), z.unknown()).default({}) }) }),
);
const docs = docsSchema.safeParse(missing.length === 0 ? docsHere() : {}).data ?? {};
const hasModules = modules.every((module) => Object.hasOwn(docs, module));
const lacks = hasModules ? '' : 'the collections ansible.windows and community.windows';
const lack = missing.length > 0 ? missing.join(', ') : lacks;
if (lack !== '') console.warn(`SKIPPED the role of Ansible (missing: ${lack})`);

const tasksSchema = z.array(z.record(z.string(), z.unknown()));
describe.skipIf(lack !== '')(`the role of Ansible${lack === '' ? '' : ` (skipped: no ${lack})`}`, () => {
  let folder = '';
  let env: NodeJS.ProcessEnv = {};
  const made = () => ansible(wantedHandOff, scriptText).files;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gangway-ansible-'));
    // ansible keeps its own things in the home folder and below the temporary one.
    env = {
      ...process.env,
      HOME: folder,
      ANSIBLE_LOCAL_TEMP: join(folder, 'temp'),
      // A module reaches Python by its input.
      ANSIBLE_PIPELINING: '1',
      ANSIBLE_NOCOLOR: '1',
      NO_COLOR: '1',
      LC_ALL: 'C.UTF-8',
    };
    for (const { path, content } of made()) {
      const at = join(folder, 'role', path);
      mkdirSync(dirname(at), { recursive: true });
      if (typeof content === 'string') writeFileSync(at, content);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (program: string, words: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    spawnSync(program, words, { cwd: join(folder, 'role'), env: { ...env, ...more }, encoding: 'utf8' });
  const ofYaml = (path: string): unknown =>
    JSON.parse(
      execFileSync(
        '/usr/bin/python3',
        ['-c', 'import json,sys,yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))', path],
        {
          cwd: join(folder, 'role'),
          encoding: 'utf8',
        },
      ),
    );
  const yaml = () =>
    made()
      .map(({ path }) => path)
      .filter((path) => path.endsWith('.yml'));

  it('passes ansible-lint by its profile for production, and the look at its syntax', () => {
    const lint = run('ansible-lint', [
      '--offline',
      '--nocolor',
      '--profile',
      'production',
      ...yaml(),
      'roles/gangway',
    ]);
    expect([lint.status, lint.stdout]).toEqual([0, '']);
    expect(lint.stderr).toContain("Profile 'production' was required, and it passed");
    const syntax = run('ansible-playbook', ['-i', 'inventory.yml', '--syntax-check', 'site.yml']);
    expect([syntax.status, syntax.stderr]).toEqual([0, '']);
  });

  it('gives modules no option that they do not have', () => {
    const tasks = ['tasks/main.yml', 'tasks/run.yml', 'handlers/main.yml']
      .flatMap((path) => tasksSchema.parse(ofYaml(`roles/gangway/${path}`)))
      .flatMap((task) => (Array.isArray(task.block) ? tasksSchema.parse(task.block) : [task]));
    const used = tasks.flatMap((task) =>
      Object.entries(task).flatMap(([key, given]) =>
        modules.includes(key) ? [{ key, given: z.record(z.string(), z.unknown()).parse(given) }] : [],
      ),
    );
    expect([...new Set(used.map(({ key }) => key))].sort()).toEqual(modules.toSorted());
    const unknown = used.flatMap(({ key, given }) =>
      Object.keys(given)
        .filter((option) => !Object.hasOwn(docs[key]?.doc.options ?? {}, option))
        .map((option) => `${key}: ${option}`),
    );
    expect(unknown).toEqual([]);
    const foreign = tasks.flatMap((task) =>
      Object.keys(task).filter(
        (key) => key.includes('.') && !modules.includes(key) && !key.startsWith('ansible.builtin.'),
      ),
    );
    expect(foreign).toEqual([]);
  });

  it('names the servers as they are called, by their Windows, with Kerberos and without a password', () => {
    const listed = JSON.parse(run('ansible-inventory', ['-i', 'inventory.yml', '--list']).stdout) as {
      _meta: { hostvars: Record<string, Record<string, unknown>> };
    };
    expect(
      Object.entries(listed._meta.hostvars)
        .map(([name, vars]) => [name, vars.ansible_host])
        .sort(),
    ).toEqual(wantedHandOff.servers.map(({ name, address }) => [name, address]).sort());
    for (const vars of Object.values(listed._meta.hostvars)) {
      expect(vars.ansible_winrm_transport).toBe('kerberos');
      expect(Object.keys(vars).filter((key) => key.includes('pass'))).toEqual([]);
    }
  });

  it('leaves out names that Ansible would take for several servers or an expression, and counts them', () => {
    const odd = ['web[1:3]', '{{ lookup("pipe", "id") }}', 'a:b', 'x y'].map((name) => ({
      name,
      address: 'a.example',
      family: '2019' as const,
    }));
    const { files, notes } = ansible({ ...wantedHandOff, servers: odd }, scriptText);
    const text = files.find(({ path }) => path === 'inventory.yml')?.content;
    expect(text).not.toContain('ansible_host:');
    expect(notes).toContainEqual({ id: 'namesLeftOut', values: { count: odd.length } });
  });

  describe('played over modules that write down what they are asked', () => {
    /** Plays the whole thing on this computer; `answers`: what the script on the server says, the first time and afterwards. */
    function play(answers: readonly object[], words: readonly string[] = []) {
      const stubs = join(folder, 'stubs');
      const calls = join(folder, 'calls.jsonl');
      rmSync(stubs, { recursive: true, force: true });
      writeFileSync(calls, '');
      writeFileSync(join(folder, 'answers.json'), JSON.stringify(answers));
      for (const module of modules) {
        const [namespace = '', collection = '', name = ''] = module.split('.');
        const at = join(stubs, 'ansible_collections', namespace, collection);
        mkdirSync(join(at, 'plugins', 'modules'), { recursive: true });
        writeFileSync(
          join(at, 'MANIFEST.json'),
          JSON.stringify({ collection_info: { namespace, name: collection, version: '9.9.9' } }),
        );
        writeFileSync(join(at, 'plugins', 'modules', `${name}.py`), stub(module));
      }
      const inventory = join(folder, 'here.yml');
      writeFileSync(
        inventory,
        'gangway: { hosts: { NORD-FS03: { ansible_connection: local, ansible_python_interpreter: /usr/bin/python3 } } }\n',
      );
      const facts = { ansible_facts: { os_family: 'Windows', powershell_version: 5 } };
      writeFileSync(
        join(folder, 'role', 'here.yml'),
        JSON.stringify([
          {
            name: 'Here',
            hosts: 'gangway',
            gather_facts: false,
            pre_tasks: [{ name: 'Facts', 'ansible.builtin.set_fact': facts }],
            roles: ['gangway'],
          },
        ]),
      );
      const ended = run('ansible-playbook', ['-i', inventory, 'here.yml', ...words], {
        ANSIBLE_COLLECTIONS_PATH: stubs,
        GANGWAY_CALLS: calls,
        GANGWAY_ANSWERS: join(folder, 'answers.json'),
      });
      const lines = readFileSync(calls, 'utf8').trim();
      return {
        ...ended,
        calls:
          lines === ''
            ? []
            : lines.split('\n').map((line) => JSON.parse(line) as { module: string; state?: string }),
      };
    }
    const done: ServerResult = {
      ...{ version: 1, computer: 'NORD-FS03', at: 1_782_000_000_000, handOff: 'Défense', order: null },
      windows: { build: 14393, name: 'Windows Server 2016 Standard' },
      ...{ outcome: 'onboarded', onboardingState: 1, orgId: null, mode: null },
      ...{ exitCode: 0, step: 'done', detail: null },
    };
    const open = { exitCode: 248, outcome: 'notYet', step: 'verify', detail: 'needed: onboard' };
    const short = (calls: readonly { module: string; state?: string }[]) =>
      calls.map(
        ({ module, state }) => `${module.split('.').at(-1) ?? ''}${state === undefined ? '' : ` ${state}`}`,
      );

    it('does nothing more where the server is so', () => {
      const { status, calls, stdout } = play([done]);
      expect([status, short(calls)]).toEqual([0, ['win_copy', 'win_powershell']]);
      expect(stdout).toMatch(/changed=0 /);
    });

    it('runs, restarts where that is allowed, goes on, and writes what the server says', () => {
      const restart = { ...open, exitCode: 3010 };
      const { status, calls } = play(
        [open, restart, done],
        ['-e', '@restart.yml', '-e', `gangway_results=${folder}`],
      );
      const once = ['win_scheduled_task present', 'win_powershell', 'win_scheduled_task absent'];
      expect([status, short(calls)]).toEqual([
        0,
        ['win_copy', 'win_powershell', ...once, 'win_reboot', ...once],
      ]);
      const left = readFileSync(join(folder, 'NORD-FS03.json'), 'utf8');
      expect(JSON.parse(left)).toEqual(done);
      // What the role leaves is what Gangway reads.
      expect(readFleetFile(left, 'NORD-FS03.json', done.at)).toMatchObject({
        answers: [{ name: 'NORD-FS03', outcome: 'onboarded', handOff: 'Défense' }],
      });
    });

    it('fails with the words of the server where it is not there, and restarts nothing unasked', () => {
      const { status, calls, stdout } = play([
        open,
        { ...open, exitCode: 3010, detail: 'Windows asks for a restart' },
      ]);
      expect([status, short(calls).includes('win_reboot')]).toEqual([2, false]);
      expect(stdout).toContain('Windows asks for a restart');
    });

    it('says in check mode that it would change the server, and proves nothing', () => {
      const { status, calls, stdout } = play([open, { ...open, exitCode: -1 }], ['--check']);
      expect(status).toBe(0);
      expect(short(calls)).not.toContain('win_reboot');
      expect(stdout).toMatch(/changed=[1-9]/);
    });
  });
});

/** A module in Python that writes down its options and answers as the script on the server would. */
const stub = (module: string): string => `#!/usr/bin/python3
import json, os
from ansible.module_utils.basic import AnsibleModule
names = ${JSON.stringify(optionsOf[module] ?? [])}
module = AnsibleModule(argument_spec={name: dict(type='raw') for name in names}, supports_check_mode=True)
given = {name: module.params[name] for name in names if module.params[name] is not None}
with open(os.environ['GANGWAY_CALLS'], 'a') as calls:
    calls.write(json.dumps(dict(given, module='${module}')) + '\\n')
result = {}
changed = '${module}' in ('community.windows.win_scheduled_task', 'ansible.windows.win_reboot')
if '${module}' == 'ansible.windows.win_powershell':
    path = os.environ['GANGWAY_ANSWERS']
    with open(path) as answers:
        left = json.load(answers)
    result = left.pop(0)
    with open(path, 'w') as answers:
        json.dump(left, answers)
    changed = 'Start-ScheduledTask' in given['script']
module.exit_json(changed=changed, result=result)
`;

/** What the role gives each module; that the modules have these options another test sees. */
const optionsOf: Readonly<Record<string, readonly string[]>> = {
  'ansible.windows.win_copy': ['src', 'dest'],
  'ansible.windows.win_powershell': ['script', 'parameters', 'error_action'],
  'ansible.windows.win_reboot': ['reboot_timeout', 'msg'],
  'community.windows.win_scheduled_task': [
    ...[
      'name',
      'description',
      'username',
      'logon_type',
      'run_level',
      'multiple_instances',
      'execution_time_limit',
    ],
    ...['disallow_start_if_on_batteries', 'stop_if_going_on_batteries', 'actions', 'state'],
  ],
};
