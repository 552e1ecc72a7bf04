import { leftOutOf } from '../contents';
import type { Generator } from '../files';
import { jsonText } from '../texts';
import { expectedOf } from './expected';
import { asFile, serverFolder } from './serverFolder';

/** Makes plain scripts for any tool that can run one as SYSTEM: the folder that does the work, and a detection beside it. */
export const plain: Generator = (wanted, scripts) => ({
  files: [
    ...serverFolder('plain', wanted, scripts),
    { path: 'detect/Test-HandOff.ps1', content: asFile(scripts('Test-HandOff.ps1')), holds: 'nothing' },
    {
      path: 'detect/expected.json',
      content: `${jsonText(expectedOf('plain', wanted))}\r\n`,
      holds: 'names',
    },
  ],
  leftOut: leftOutOf('plain', wanted),
  notes: [{ id: 'neverBoth' }],
});
