import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Machine } from '../../main/practice/machine/machine';
import { xmlText } from '../../shared/handoff/texts';

// Stands on: platform/preference-history (where the files lie), platform/preference-task-item (their elements and attributes).

type Item = NonNullable<Machine['policyTraces']>['items'][number];

function itemXml(item: Item): string {
  const once = item.once === null ? '' : `<FilterRunOnce hidden="1" not="0" bool="AND" id="${item.once}"/>`;
  const query = 'select * from Win32_OperatingSystem where BuildNumber=&quot;17763&quot;';
  const wmi = item.filtered ? `<FilterWmi bool="AND" not="0" query="${query}" nameSpace="root\\cimv2"/>` : '';
  const element = item.immediate ? 'ImmediateTaskV2' : 'TaskV2';
  const level = item.highest ? 'HighestAvailable' : 'LeastPrivilege';
  return [
    `<${element} clsid="{9756B581-76EC-4169-9AFC-0CA8D43ADB5F}" name="${xmlText(item.name)}" image="0" userContext="0" removePolicy="0">`,
    `<Properties action="C" name="${xmlText(item.name)}" runAs="${xmlText(item.runAs)}" logonType="${item.logonType}">`,
    `<Task version="1.3"><Principals><Principal id="Author"><UserId>${xmlText(item.account)}</UserId>`,
    `<LogonType>${item.logonType}</LogonType><RunLevel>${level}</RunLevel></Principal></Principals>`,
    `<Actions Context="Author"><Exec><Command>${xmlText(item.execute)}</Command><Arguments>${xmlText(item.arguments)}</Arguments></Exec></Actions>`,
    `</Task></Properties><Filters>${once}${wmi}</Filters></${element}>`,
  ].join('\r\n');
}

/** The place of the preferences of an object on the disk of a machine. */
export const policyFile = (disk: string, policy: string): string =>
  join(
    ...[disk, 'ProgramData', 'Microsoft', 'Group Policy', 'History', policy],
    ...['Machine', 'Preferences', 'ScheduledTasks', 'ScheduledTasks.xml'],
  );

/** Puts on the disk what Group Policy and the script of a hand-off left of this machine's traces. */
export function leavePolicyFiles({ policyTraces }: Machine, disk: string): void {
  if (policyTraces === undefined) return;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  for (const policy of new Set(policyTraces.items.map((item) => item.policy))) {
    const items = policyTraces.items.filter((item) => item.policy === policy).map(itemXml);
    const head = '<ScheduledTasks clsid="{CC63F200-7309-4ba0-B154-A71CD118DBCC}">';
    const text = ['<?xml version="1.0" encoding="utf-8"?>', head, ...items, '</ScheduledTasks>', ''];
    write(policyFile(disk, policy), text.join('\r\n'));
  }
  if (policyTraces.handOff !== undefined)
    write(
      join(disk, 'ProgramData', 'Gangway', 'handoff', 'result.json'),
      `${JSON.stringify(policyTraces.handOff)}\r\n`,
    );
}
