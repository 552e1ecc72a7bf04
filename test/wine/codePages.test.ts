import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeOutput } from '../../main/shell/codePage';
import { onboardingScript } from '../lab/operations/stage/kit';
import { machineOf } from '../lab/operations/stage/onMachine';
import { tenant } from './onboardingScripts';
import { WineServer } from './server';
import { describeWithWine } from './wine';

/** A key that is not there: `reg` says so in the language of this Windows, in its code page. */
const nowhere = 'HKLM\\SOFTWARE\\NoSuchKey';
const languages = [
  ['de_DE.UTF-8', 850, 'Der angegebene Schlüssel'],
  ['fr_FR.UTF-8', 850, "le système n'a pas pu trouver la clé"],
  ['ja_JP.UTF-8', 932, '指定されたレジストリ'],
] as const;

describeWithWine('console programs of Windows in other languages, on Wine', () => {
  let server: WineServer;
  beforeAll(async () => {
    server = await WineServer.open(machineOf('2016-trellix'));
  });
  afterAll(async () => server.close());

  it.each(languages)('%s: the bytes are read in code page %i', async (locale, codePage, text) => {
    const { out, err } = await server.wine(['reg', 'query', nowhere], { LC_ALL: locale });
    const said = Buffer.concat([out, err]);
    expect(said.toString('utf8')).not.toContain(text);
    expect(decodeOutput(said, codePage)).toContain(text);
  });

  it.each(languages)('%s: an operation finds the code page by itself', async (locale, _, text) => {
    const bytes = Buffer.from(onboardingScript(tenant, `reg query ${nowhere} 2>&1`));
    const file = server.addToLibrary('onboarding.cmd', bytes);
    const { records } = await server.run(
      'Invoke-Onboarding',
      { file, orgId: tenant },
      { LC_ALL: locale, GANGWAY_LAB_SPEED: '1000' },
    );
    const said = records.filter(({ Source }) => Source === 'cmd').map(({ Text }) => String(Text));
    expect(said.join('\n')).toContain(text);
  });
});
