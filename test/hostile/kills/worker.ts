import { join } from 'node:path';
import { createApp } from '../../../main/app';
import { createJournal } from '../../../main/journal/journal';
import { newRunId } from '../../../main/runs/pen';
import { lockFolder } from '../../../main/disk/folderLock';
import { createOpenShell } from '../../../main/openShell';
import { createWebPlatform } from '../../../main/web/platform';

/**
 * The app as a process of its own, which writes without a pause until it is killed: settings, decisions, a server that is read
 * again and again, and a journal. Says "held" once it has the folder, and "wrong: …" for what must never happen.
 */
const [dataFolder = '', practiceFolder = '', busy = ''] = process.argv.slice(2);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

await lockFolder(dataFolder, { onLost: (holder) => say(`wrong: overtaken by ${holder}`) });
say('held');
const app = await createApp({
  dataFolder,
  practiceFolder,
  platform: createWebPlatform(dataFolder, 'en-US'),
  version: '0.0.0',
  // No file is given to it.
  inspection: join(practiceFolder, 'none.js'),
  logReader: join(practiceFolder, 'none.js'),
  openShell: createOpenShell({
    dataFolder,
    practiceSpeed: () => 6000,
    onNotice: (path) => say(`wrong: ${path}`),
  }),
});
const ask = async (name: string, input: unknown): Promise<unknown> => {
  const reply = await app.dispatch({ name, input });
  return reply.ok ? reply.value : null;
};
const session = (await ask('getSession', {})) as { notices: { key: string; detail: string }[] };
for (const { key, detail } of session.notices) say(`wrong: ${key} ${detail}`);
say('open');
const id = 'practice-2019-fresh';
await ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
await ask('connect', { targetId: id });
const journal =
  busy === 'busy' ? await createJournal(join(dataFolder, 'journal')).begin(newRunId(Date.now()), id) : null;
for (let round = 0; journal !== null; round += 1) {
  await Promise.all([
    journal.append({ phase: 'note', data: { round, text: 'x'.repeat(2000) } }),
    ask('changeSettings', { technician: `Anna ${String(round)}` }),
    ask('changeInputs', {
      targetId: id,
      change: { kind: 'wish', wishes: { mode: round % 2 === 0 ? 'active' : 'passive' } },
    }),
    round % 10 === 0 ? ask('readFacts', { targetId: id }) : null,
  ]);
}
await app.close();
say('closed');
