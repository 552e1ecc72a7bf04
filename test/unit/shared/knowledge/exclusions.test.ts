import { describe, expect, it } from 'vitest';
import {
  exclusionsCsv,
  exclusionsForOther,
  exclusionsOfRoles,
  roleExclusions,
} from '../../../../shared/knowledge/exclusions';
import { exclusionFlaw, exclusionKinds, noExclusions } from '../../../../shared/model/antivirus/exclusions';
import { aServer, server2012R2, server2016 } from '../../../fixtures/facts';
import { holds, rowOf } from '../../../ground/row';

describe('the exclusions of roles', () => {
  it('are none that would be refused', () => {
    for (const { role, lists } of roleExclusions)
      for (const kind of exclusionKinds)
        expect([role, lists[kind].filter((one) => exclusionFlaw(kind, one) !== null)]).toEqual([role, []]);
  });

  it('are those of the roles that a Server 2012 R2 has, and none where Windows sees to them', () => {
    const roles = ['DNS', 'FileAndStorage-Services'];
    expect(exclusionsOfRoles(aServer(server2012R2, { roles })).processes).toEqual([
      '%SystemRoot%\\System32\\dns.exe',
    ]);
    expect(exclusionsOfRoles(aServer(server2016, { roles }))).toEqual(noExclusions);
  });
});

describe('what another antivirus is to leave alone', () => {
  const told = (...changes: Parameters<typeof aServer>) => {
    const { processes, folders } = exclusionsForOther(aServer(...changes));
    return [...processes, ...folders];
  };

  it('is the list of Microsoft’s page for each generation of the sensor', () => {
    const rows = [
      ['servicing/servicing-exclusions-mde-in-other-av-2012r2-2016', told(server2016)],
      ['servicing/servicing-exclusions-mde-in-other-av-2019', told()],
    ] as const;
    for (const [row, paths] of rows) {
      const shown = paths.filter((path) => path.includes('Advanced Threat Protection'));
      // Windows does not mind upper and lower case, and the page does not either.
      expect(shown.filter((path) => !holds(rowOf(row), path) && !path.includes('SenseCnCProxy'))).toEqual([]);
      expect(shown.length).toBeGreaterThanOrEqual(8);
    }
  });

  it('is a table that a spreadsheet reads', () => {
    const list = { processes: ['C:\\a "b", c.exe'], folders: ['C:\\d'], source: '', doubt: null };
    expect(exclusionsCsv(list)).toBe(
      '"Kind","Path"\r\n"Process","C:\\a ""b"", c.exe"\r\n"Folder","C:\\d"\r\n',
    );
  });
});
