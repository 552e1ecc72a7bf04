import { expect, it } from 'vitest';
import { describeWithEngine } from '../engine';
import { machineOf } from '../operations/stage/onMachine';
import { compare } from './compare';
import { playStep } from './practiceSide';
import { runScripts } from './scriptSide';
import { kitFiles, nameOf, prepareKit, steps } from './steps';

const names = ['Get-ServerState', 'Install-Sensor', 'Invoke-Onboarding'];
const some = steps.filter(({ name }) => names.includes(name));

// Turkish for its two letters i, Japanese for its calendar and wide letters, German and French for their numbers.
describeWithEngine('a Windows that speaks', () => {
  it.each(['de_DE', 'fr_FR', 'ja_JP', 'tr_TR'])('%s does and says the same', async (language) => {
    const machine = { ...machineOf('2016-trellix'), kit: kitFiles };
    const culture = { LANG: `${language}.UTF-8`, LC_ALL: `${language}.UTF-8` };
    const scripts = await runScripts(machine, some, prepareKit, culture);
    for (const [index, step] of some.entries()) {
      const script = scripts[index];
      if (script === undefined) throw new Error(`${nameOf(step)} gave no end`);
      const found = compare(await playStep(step, machine), script, machine);
      expect(found.filter((one) => !one.startsWith('result.powershell.'))).toEqual([]);
    }
  });
});
