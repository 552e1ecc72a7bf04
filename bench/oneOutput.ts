import { PowerShell } from 'node-powershell';
import { openBroker } from './openBroker';
import { timed } from './rounds';

/**
 * One big output in a fresh process, as an app meets it: `node oneOutput.js ours|rival <program> <folder> <lines>` prints
 * the milliseconds. Whoever reads again finds its memory grown already, which flatters the one that needs much.
 */
const [who = '', program = '', folder = '', lines = ''] = process.argv.slice(2);
const count = Number(lines);

async function ours(): Promise<number> {
  const { broker, writeLines } = await openBroker(program, folder);
  await writeLines(1);
  const took = await timed(() => writeLines(count));
  await broker.close();
  return took;
}

async function rival(): Promise<number> {
  const invoker = new PowerShell({ executable: program });
  await invoker.invoke('Write-Lines 1');
  const took = await timed(async () => {
    const { raw } = await invoker.invoke(`Write-Lines ${String(count)}`);
    if (raw.split('\n').length !== count) throw new Error('node-powershell lost lines');
  });
  await invoker.dispose('SIGKILL').catch(() => undefined);
  return took;
}

// Not by console.log, which may colour a number.
process.stdout.write(String(await (who === 'ours' ? ours() : rival())));
process.exit();
