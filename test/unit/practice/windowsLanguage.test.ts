import { describe, expect, it } from 'vitest';
import { act, bench, facts, kitFile, tenantA, writeKit } from './bench';
import effects from '../../../main/practice/effects.json';
import texts from '../../../main/practice/answers/windowsTexts.json';
import { machineIds, readMachine } from '../../../main/practice/machine/machines';
import { inLanguage, windowsText } from '../../../main/practice/answers/windowsLanguage';
import { holds, rowOf } from '../../ground/row';

/** Every text that a part of Windows shows. */
function shownIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
    (key === 'displayName' || key === 'text') && typeof item === 'string' ? [item] : shownIn(item),
  );
}

const spoken = machineIds.map((id) => readMachine(id)).filter(({ language }) => language !== undefined);
const same = (text: string) => texts.same.includes(text) || text.startsWith('Microsoft (R) Windows (R) ');

describe('what Windows says', () => {
  it('has a translation in every language, wherever an effect shows it', () => {
    const known = Object.keys(texts.texts);
    expect(shownIn(effects).filter((text) => !known.includes(text) && !same(text))).toEqual([]);
    for (const [english, one] of Object.entries(texts.texts))
      for (const said of Object.values(one))
        expect(said.match(/\{[a-z]+\}/g)?.sort()).toEqual(english.match(/\{[a-z]+\}/g)?.sort());
  });

  it('is in the language of a machine from its file on', () => {
    expect(spoken.map(({ language }) => language)).toEqual(['fr', 'de']);
    const english = new Set(
      Object.entries(texts.texts).flatMap(([text, { fr, de }]) => (text === fr || text === de ? [] : [text])),
    );
    for (const machine of spoken) expect(shownIn(machine).filter((text) => english.has(text))).toEqual([]);
  });

  it('is said as real Windows was seen to say it', () => {
    for (const [row, language, english] of [
      ['platform/svc-names-fr', 'fr', 'Server'],
      ['platform/svc-names-fr', 'fr', 'Microsoft Defender Antivirus Service'],
      ['platform/svc-names-fr', 'fr', 'Microsoft Defender Core Service'],
      ['platform/svc-names-2019-fr-de', 'de', 'Windows Defender Antivirus Service'],
      ['platform/event-log-6005-de', 'de', 'The Event log service was started.'],
      ['platform/event-log-6005-de', 'de', 'The Event log service was stopped.'],
      ['defender/mde-svc-windefend-displaynames', 'de', 'Microsoft Defender Antivirus Service'],
    ] as const)
      expect([english, holds(rowOf(row), windowsText(english, language))]).toEqual([english, true]);
  });

  it('leaves names that people never see, and what is no text of Windows', () => {
    const part = { services: { Sense: { displayName: 'Server', imagePath: 'Server' } }, name: 'Server' };
    expect(inLanguage(part, 'fr')).toEqual({
      services: { Sense: { displayName: 'Serveur', imagePath: 'Server' } },
      name: 'Server',
    });
    expect(inLanguage(part, undefined)).toBe(part);
    expect(windowsText('a line of a script', 'de')).toBe('a line of a script');
  });
});

describe('a server that speaks another language', () => {
  it('differs from the same one in English by texts and names alone', async () => {
    for (const [id, like] of [
      ['2016fr-prerequisites', '2016-prerequisites'],
      ['2019de-fresh', '2019-fresh'],
    ] as const) {
      const { computer, powershell, events, otherAntivirus, ...rest } = await facts(bench(id).open());
      const english = await facts(bench(like).open());
      expect({ ...english, ...rest }).toEqual(english);
      expect(events).toEqual(english.events);
      expect(otherAntivirus).toEqual(english.otherAntivirus);
      expect([computer.name, powershell.user.includes('Admin')]).toEqual([readMachine(id).name, true]);
    }
  });

  it('goes on in its language: services that come, events, and what tools say', async () => {
    const { open, file, clock } = bench('2016fr-prerequisites');
    const cmd = kitFile('WindowsDefenderATPOnboardingScript.cmd');
    const msi = kitFile('md4ws.msi');
    open();
    writeKit(file, [cmd, msi]);
    const shell = open();
    await act(shell, 'Install-Prerequisite', { fix: 'defenderFeature' });
    await shell.run('Restart-Server', { delaySeconds: 0 });
    clock.now += 5 * 60_000;
    const install = await act(shell, 'Install-Sensor', {
      engine: 'msiexec',
      file: msi,
      script: null,
      passive: false,
    });
    const written = install.records.flatMap((record) => (record.kind === 'log' ? [record.text] : []));
    expect(written.filter((line) => /^Action |-- Installation|installed the product/.test(line))).toEqual([]);
    expect(written).toContainEqual(
      expect.stringMatching(/^Fin de l’action [\d:]+ : InstallFinalize\. Valeur renvoyée 1\.$/),
    );
    expect(written).toContainEqual(
      expect.stringMatching(/^MSI \(s\) .*Produit : .* -- L’installation s’est terminée avec succès\.$/),
    );
    expect(written).toContainEqual(expect.stringMatching(/^=== Verbose logging started: \d+\/\d+\/\d{4} /));
    const { records } = await act(shell, 'Invoke-Onboarding', { file: cmd, orgId: tenantA });
    clock.now += 5 * 60_000;
    const machine = shell.machine();
    const left = Object.entries(texts.texts).filter(
      ([english, { fr }]) => english !== fr && shownIn(machine).includes(english),
    );
    expect(left.map(([english]) => english)).toEqual([]);
    const said = records.flatMap((record) => (record.kind === 'log' ? [record.text] : []));
    expect(said).toContain(
      'Le service Service Protection avancée contre les menaces Windows Defender a démarré.',
    );
    expect((await facts(shell)).sensor.onboardingState).toBe(1);
  });
});
