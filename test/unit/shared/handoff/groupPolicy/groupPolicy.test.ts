import { describe, expect, it } from 'vitest';
import type { HandOff } from '../../../../../shared/handoff/files';
import { wqlOf } from '../../../../../shared/handoff/families';
import { fleetFamilies } from '../../../../../shared/model/handOff';
import { policyName } from '../../../../../shared/handoff/groupPolicy/groupPolicy';
import type { Direction } from '../../../../../shared/model/handOff';
import { noWishes } from '../../../../../shared/model/wishes';
import { madePolicies, textAt } from '../../../../fixtures/policies';
import { at, hasPython, inside, readXml, type Element } from '../../../../fixtures/xml';
import { wantedHandOff } from '../../../../fixtures/handOff';

const all = ({ files }: HandOff, end: string) =>
  files.flatMap(({ path, content }) =>
    path.endsWith(end) && typeof content === 'string' ? [{ path, content }] : [],
  );
const bkp = '{http://www.microsoft.com/GroupPolicy/GPOOperations}';

describe.skipIf(!hasPython)('a backup of a policy', () => {
  const onboard = madePolicies('onboard');

  // The order is that of the backup in Azure/ArcEnabledServersGroupPolicy, told here as names.
  it('has the elements of a real one, in their order', () => {
    const backup = readXml(textAt(onboard, 'Backup.xml'));
    expect(backup.name).toBe(`${bkp}GroupPolicyBackupScheme`);
    expect(backup.attributes).toEqual({
      [`${bkp}version`]: '2.0',
      [`${bkp}type`]: 'GroupPolicyBackupTemplate',
    });
    const object = at(backup, 'GroupPolicyObject');
    expect(inside(object)).toEqual([
      ...['SecurityGroups', 'FilePaths', 'GroupPolicyCoreSettings'],
      ...['GroupPolicyExtension', 'GroupPolicyExtension'],
    ]);
    const core = at(object, 'GroupPolicyCoreSettings');
    expect(inside(core)).toEqual([
      ...['ID', 'Domain', 'SecurityDescriptor', 'DisplayName', 'Options', 'UserVersionNumber'],
      ...['MachineVersionNumber', 'MachineExtensionGuids', 'UserExtensionGuids', 'WMIFilter'],
    ]);
    expect(at(core, 'MachineExtensionGuids').text).toBe(
      '[{00000000-0000-0000-0000-000000000000}{CAB54552-DEEA-4691-817E-ED4A4D1AFC72}]' +
        '[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F72-3407-48AE-BA88-E8213C6761F1}]' +
        '[{AADCED64-746C-4633-A97C-D61349046527}{CAB54552-DEEA-4691-817E-ED4A4D1AFC72}]',
    );
  });

  it('names every file that it has, and no other', () => {
    for (const { path, content } of all(onboard, 'Backup.xml')) {
      const root = path.slice(0, -'Backup.xml'.length);
      const entries = (element: Element): Element[] =>
        element.name === `${bkp}FSObjectFile` ? [element] : element.children.flatMap(entries);
      const named = entries(readXml(content)).flatMap(({ attributes }) => {
        const where = attributes[`${bkp}Location`];
        return where === undefined ? [] : [root + where.replaceAll('\\', '/')];
      });
      const payload = onboard.files.map((file) => file.path).filter((one) => one.startsWith(`${root}Domain`));
      expect(named.sort()).toEqual(payload.sort());
    }
  });

  it('lies in a folder of its own id, which the list and its own record say, too', () => {
    const list = readXml(textAt(onboard, 'manifest.xml'));
    const manifest = '{http://www.microsoft.com/GroupPolicy/GPOOperations/Manifest}';
    expect([list.name, list.attributes]).toEqual([`${manifest}Backups`, { [`${manifest}version`]: '1.0' }]);
    const folders = all(onboard, 'bkupInfo.xml').map(({ path, content }) => {
      const record = readXml(content);
      expect(record.name).toBe(`${manifest}BackupInst`);
      expect(inside(record)).toEqual([
        ...['GPOGuid', 'GPODomain', 'GPODomainGuid', 'GPODomainController', 'BackupTime', 'ID'],
        ...['Comment', 'GPODisplayName'],
      ]);
      expect(at(record, 'ID').text).not.toBe(at(record, 'GPOGuid').text);
      expect(path).toBe(`GPO/${at(record, 'ID').text}/bkupInfo.xml`);
      return at(record, 'ID').text;
    });
    expect(list.children.map((one) => at(one, 'ID').text)).toEqual(folders);
    expect(new Set(folders).size).toBe(3);
    for (const folder of folders) expect(folder).toMatch(/^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/);
  });

  it('has the part that it needs alone: no settings, no tools of them; no task, no preferences', () => {
    const core = (handOff: HandOff) =>
      at(
        readXml(textAt(handOff, 'Backup.xml')),
        'GroupPolicyObject',
        'GroupPolicyCoreSettings',
        'MachineExtensionGuids',
      ).text;
    expect(core(madePolicies('offboard'))).not.toContain('35378EAC');
    expect(core(madePolicies('remove'))).toBe(
      '[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F72-3407-48AE-BA88-E8213C6761F1}]',
    );
    expect(
      madePolicies('remove', { wishes: noWishes }).files.filter(({ path }) => path.endsWith('Backup.xml')),
    ).toEqual([]);
  });
});

describe.skipIf(!hasPython)('the task of a policy', () => {
  const tasks = all(madePolicies('onboard'), 'ScheduledTasks.xml').map(({ content }) => readXml(content));
  const items = tasks.map((task) => at(task, 'ImmediateTaskV2'));

  it('is an immediate one of the kinds that Windows knows, with its parts in their order', () => {
    expect(tasks.map(({ name, attributes }) => [name, attributes])).toEqual(
      tasks.map(() => ['ScheduledTasks', { clsid: '{CC63F200-7309-4ba0-B154-A71CD118DBCC}' }]),
    );
    for (const item of items) {
      expect(item.attributes).toMatchObject({
        clsid: '{9756B581-76EC-4169-9AFC-0CA8D43ADB5F}',
        userContext: '0',
        removePolicy: '0',
      });
      expect(inside(item)).toEqual(['Properties', 'Filters']);
      expect(inside(at(item, 'Properties', 'Task'))).toEqual([
        ...['RegistrationInfo', 'Principals', 'Settings', 'Triggers', 'Actions'],
      ]);
    }
  });

  it('runs as SYSTEM by the name that every Windows resolves, in the item and in the task', () => {
    for (const item of items) {
      expect(at(item, 'Properties').attributes).toMatchObject({
        action: 'C',
        runAs: 'NT AUTHORITY\\System',
        logonType: 'S4U',
      });
      const who = at(item, 'Properties', 'Task', 'Principals', 'Principal');
      expect(who.children.map(({ name, text }) => [name, text])).toEqual([
        ['UserId', 'NT AUTHORITY\\System'],
        ['LogonType', 'S4U'],
        ['RunLevel', 'HighestAvailable'],
      ]);
    }
    expect(textAt(madePolicies('onboard'), 'ScheduledTasks.xml')).not.toContain('Well-Known-System-Account');
  });

  it('starts now, by the only form of a time that Windows takes there', () => {
    for (const item of items) {
      const trigger = at(item, 'Properties', 'Task', 'Triggers', 'TimeTrigger');
      expect(at(trigger, 'StartBoundary').text).toBe('%LocalTimeXmlEx%');
      expect(at(trigger, 'EndBoundary').text).toBe('%LocalTimeXmlEx%');
      expect(at(item, 'Properties', 'Task', 'Settings', 'DeleteExpiredTaskAfter').text).toBe('PT0S');
    }
  });

  it('asks no question about a share that counts as the internet, and quotes its path', () => {
    expect(items.map((item) => at(item, 'Properties', 'Task', 'Actions', 'Exec', 'Arguments').text)).toEqual(
      items.map(
        () =>
          `-NoProfile -NonInteractive -ExecutionPolicy Bypass -File "${wantedHandOff.share}\\Invoke-HandOff.ps1"`,
      ),
    );
  });

  it('goes to one Windows each, by WMI: a filter by version takes 2016 and 2019 for one', () => {
    const filters = items.map((item) => at(item, 'Filters').children);
    expect(filters.map((list) => list.map(({ name }) => name))).toEqual(
      filters.map(() => ['FilterRunOnce', 'FilterWmi']),
    );
    const asked = filters.map((list) => list[1]?.attributes);
    expect(asked.map((one) => one?.query)).toEqual(fleetFamilies.map(wqlOf));
    for (const one of asked) expect(one).toMatchObject({ bool: 'AND', not: '0', nameSpace: 'root\\cimv2' });
  });

  it('runs once, and once more where the servers are told something else', () => {
    const markOf = (handOff: HandOff) =>
      at(readXml(textAt(handOff, 'ScheduledTasks.xml')), 'ImmediateTaskV2', 'Filters', 'FilterRunOnce')
        .attributes;
    expect(markOf(madePolicies('onboard'))).toMatchObject({ hidden: '1', not: '0', bool: 'AND' });
    expect(markOf(madePolicies('onboard')).id).toMatch(/^\{[0-9A-F-]{36}\}$/);
    expect(markOf(madePolicies('onboard')).id).toBe(markOf(madePolicies('onboard')).id);
    expect(markOf(madePolicies('onboard', { results: null })).id).not.toBe(
      markOf(madePolicies('onboard')).id,
    );
    expect(markOf(madePolicies('onboard', { name: 'Again' })).id).not.toBe(
      markOf(madePolicies('onboard')).id,
    );
  });

  it('holds a hostile name and share as they are', () => {
    const name = `a&b <"'> ]]> $(x) \`é😀 %`;
    const share = "\\\\nord\\a & b's $(x) `é😀";
    const item = at(
      readXml(textAt(madePolicies('onboard', { name, share }), 'ScheduledTasks.xml')),
      'ImmediateTaskV2',
    );
    expect(item.attributes.name).toBe(policyName(name, 'onboard', '2012r2'));
    expect(at(item, 'Properties', 'Task', 'Actions', 'Exec', 'Arguments').text).toContain(
      `"${share}\\Invoke-HandOff.ps1"`,
    );
    const core = at(
      readXml(textAt(madePolicies('onboard', { name }), 'Backup.xml')),
      'GroupPolicyObject',
      'GroupPolicyCoreSettings',
    );
    expect(at(core, 'DisplayName').text).toBe(policyName(name, 'onboard', '2012r2'));
  });
});

describe('a hand-off by Group Policy', () => {
  it('is the same for the same wish, byte for byte', () => {
    expect(madePolicies('onboard')).toEqual(madePolicies('onboard'));
  });

  it('brings the tenant package to the share alone, and no share where settings are taken back', () => {
    const holding = madePolicies('onboard').files.filter(({ holds }) => holds === 'tenant');
    expect(holding.map(({ path }) => path)).toEqual([
      `Share/files/${'b'.repeat(64)}/WindowsDefenderATPOnboardingScript.cmd`,
    ]);
    expect(madePolicies('remove').files.filter(({ path }) => path.startsWith('Share/'))).toEqual([]);
  });

  it('names the policies that must not be in force beside it', () => {
    const list = (direction: Direction): unknown =>
      (JSON.parse(textAt(madePolicies(direction), 'policies.json')) as { never: unknown }).never;
    expect(list('onboard')).toContain(policyName(wantedHandOff.name, 'offboard', '2016'));
    expect(list('offboard')).toContain(policyName(wantedHandOff.name, 'onboard', '2016'));
  });

  it('says that it gives no answer back, and where the answers lie', () => {
    const ids = (handOff: HandOff) => handOff.notes.map(({ id }) => id);
    expect(ids(madePolicies('onboard'))).toContain('resultsShare');
    expect(ids(madePolicies('onboard', { results: null }))).toContain('noAnswer');
    expect(ids(madePolicies('onboard'))).toEqual(
      expect.arrayContaining(['neverBoth', 'replication', 'runsOnce', 'reachesAll']),
    );
  });
});
