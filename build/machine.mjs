/** `npm run machine NAME` prints a practice machine as its sources make it; without a name, the names that there are. */
import { runnerImport } from 'vite';
import { root } from './paths.mjs';

const { module } = await runnerImport(`${root}main/practice/machine/machines.ts`, { configFile: false });
const [name] = process.argv.slice(2);
if (name === undefined) console.log(module.machineIds.join('\n'));
else if (module.machineIds.includes(name)) console.log(JSON.stringify(module.readMachine(name), null, 2));
else {
  console.error(`No machine ${name}. npm run machine lists them.`);
  process.exitCode = 1;
}
