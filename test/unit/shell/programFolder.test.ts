import { expect, it } from 'vitest';
import { whyOpen } from '../../../main/shell/programFolder';

const closed = 'O:BAG:SYD:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1200a9;;;BU)';
const path = (name: string, changes: { above?: boolean; link?: boolean; sddl?: string | null } = {}) => ({
  path: name,
  above: false,
  link: false,
  sddl: closed,
  ...changes,
});
const folder = path('C:\\Program Files\\Gangway');
const program = path('C:\\Program Files\\Gangway\\Gangway.exe');
const above = path('C:\\Program Files', { above: true });
const answer = { drive: 'Fixed', more: false, paths: [folder, above, program] };

it.each([
  ['is closed', answer, null],
  ['lies on a share', { ...answer, drive: 'Network' }, 'C:\\Program Files\\Gangway: Network'],
  ['lies on a stick', { ...answer, drive: 'Removable' }, 'C:\\Program Files\\Gangway: Removable'],
  [
    'holds a file that users may change',
    { ...answer, paths: [folder, above, { ...program, sddl: `${closed}(A;;FW;;;BU)` }] },
    'C:\\Program Files\\Gangway\\Gangway.exe: BU',
  ],
  [
    'holds a file whose list cannot be read',
    { ...answer, paths: [folder, { ...program, sddl: null }] },
    'C:\\Program Files\\Gangway\\Gangway.exe: unreadable',
  ],
  [
    'is reached by a link',
    { ...answer, paths: [folder, { ...above, link: true }] },
    'C:\\Program Files: link',
  ],
  [
    'lies below a folder that users may replace',
    { ...answer, paths: [folder, { ...above, sddl: `${closed}(A;;DT;;;BU)` }] },
    'C:\\Program Files: BU',
  ],
  [
    'lies below a folder where users may make others',
    { ...answer, paths: [folder, { ...above, sddl: `${closed}(A;;LC;;;BU)` }] },
    null,
  ],
  [
    'holds more than is listed',
    { ...answer, more: true },
    'C:\\Program Files\\Gangway: more files than Gangway has',
  ],
])('a folder that %s', (_what, seen, why) => {
  expect(whyOpen(seen)).toBe(why);
});
