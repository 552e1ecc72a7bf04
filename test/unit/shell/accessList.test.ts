import { describe, expect, it } from 'vitest';
import { stranger } from '../../../main/shell/accessList';

const installer = 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464';
const eva = 'S-1-5-21-1004336348-1177238915-682003330-1001';

/**
 * Lists as Windows writes them for what it made itself: `C:\Program Files`, a program installed there, the root of a drive
 * (icacls of Windows Server 2019, put into SDDL by hand), `C:\ProgramData` as it was captured.
 */
const programFiles = `O:${installer}G:${installer}D:PAI(A;;FA;;;${installer})(A;CIIO;GA;;;${installer})(A;;0x1301bf;;;SY)(A;OICIIO;GA;;;SY)(A;;0x1301bf;;;BA)(A;OICIIO;GA;;;BA)(A;;0x1200a9;;;BU)(A;OICIIO;GXGR;;;BU)(A;OICIIO;GA;;;CO)(A;;0x1200a9;;;AC)`;
const installed = `O:BAG:SYD:AI(A;ID;FA;;;${installer})(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)(A;ID;0x1200a9;;;AC)`;
const root =
  'O:SYG:SYD:AI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;BU)(A;OICIIO;0x1301bf;;;AU)(A;;LC;;;AU)';
const programData =
  'O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)';
const downloads = `O:${eva}G:${eva}D:(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;${eva})`;

describe('who may change a file or folder', () => {
  it.each([
    ['a program that was installed', installed, null],
    ['the folder of programs', programFiles, null],
    ['a folder where users may make files', programData, 'BU'],
    ['the root of a drive', root, 'AU'],
    ['a download', downloads, eva],
    ['what its owner alone may change, who is no administrator', `O:${eva}D:P(A;;FA;;;BA)`, eva],
    ['a right to write', 'O:BAD:P(A;;FA;;;BA)(A;;FW;;;WD)', 'WD'],
    ['a right to read', 'O:BAD:P(A;;FA;;;BA)(A;;FRFX;;;WD)', null],
    ['a right to write attributes, which puts no code anywhere', 'O:BAD:P(A;;0x100;;;BU)', null],
    ['a right to append', 'O:BAD:P(A;;0x4;;;BU)', 'BU'],
    ['a right to delete', 'O:BAD:P(A;;SD;;;BU)', 'BU'],
    ['a right to write the list', 'O:BAD:P(A;;WD;;;BU)', 'BU'],
    ['a right to take it', 'O:BAD:P(A;;WO;;;BU)', 'BU'],
    ['a right to all', 'O:BAD:P(A;;GA;;;BU)', 'BU'],
    ['a right to write, in general', 'O:BAD:P(A;;GW;;;BU)', 'BU'],
    ['an entry that only what is below inherits', 'O:BAD:P(A;OICIIO;FA;;;BU)', null],
    ['an entry that it and what is below has', 'O:BAD:P(A;OICI;FA;;;BU)', 'BU'],
    ['an entry that forbids', 'O:BAD:P(D;;FA;;;BU)(A;;FA;;;BA)', null],
    ['an entry with a condition', 'O:BAD:P(XA;;FA;;;BU;(x == 1))', 'WD'],
    ['rights that nobody knows', 'O:BAD:P(A;;ZZ;;;BU)', 'BU'],
    ['an empty list, which lets nobody in', 'O:BAD:P', null],
    ['no list at all', 'O:BAG:BAD:NO_ACCESS_CONTROL', 'WD'],
    ['no owner', 'D:P(A;;FA;;;BA)', 'WD'],
    ['audit beside it', 'O:BAG:BAD:P(A;;FA;;;BA)S:AI(AU;SAFA;FA;;;WD)', null],
    ['nothing', '', 'WD'],
  ])('is told of %s', (_what, sddl, who) => {
    expect(stranger(sddl, false)).toBe(who);
  });

  it.each([
    ['the root of a drive, where users make folders', root, null],
    ['a folder where users may make files', programData, null],
    ['the folder of programs', programFiles, null],
    ['a right to write, in general', 'O:BAD:P(A;;GW;;;BU)', null],
    ['a right to delete it', 'O:BAD:P(A;;SD;;;BU)', 'BU'],
    ['a right to delete what is in it', 'O:BAD:P(A;;DT;;;BU)', 'BU'],
    ['a right to change what is in it', 'O:BAD:P(A;;0x1301bf;;;BU)', 'BU'],
    ['a folder of somebody', downloads, eva],
  ])('is told of a folder above: %s', (_what, sddl, who) => {
    expect(stranger(sddl, true)).toBe(who);
  });
});
