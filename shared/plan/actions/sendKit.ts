import type { Action } from './action';
import { filesToSend, neededPackages } from './kitFiles';

/**
 * Copies the files that the other actions read into the library on the server, named and checked by their hash.
 * The sources are added by main, which alone knows where the technician's library lies.
 */
export const sendKit: Action = {
  id: 'send-kit',
  operation: 'Send-Package',
  restart: 'no',
  oneWay: false,
  minutes: [0, 3],
  rules: 'files',
  applies: (situation) => neededPackages(situation).length > 0,
  isDone: (situation) => filesToSend(situation).length === 0,
  call: (situation) => ({ operation: 'Send-Package', params: { files: filesToSend(situation) } }),
  evidence: ({ kit }) => `library: ${String(kit.length)} files`,
};
