import { describe, expect, it } from 'vitest';
import { antivirusMode, defenderNow, saidOfMode } from '../../../../shared/model/antivirus/antivirusMode';
import type { ServerState } from '../../../../shared/model/facts';
import { aServer, oldPlatform, server2012R2, type DeepPartial } from '../../../fixtures/facts';
import { holds, rowOf } from '../../../ground/row';

type Defender = DeepPartial<ServerState['defender']>;
const off = { realTimeProtection: false, onAccessProtection: false } as const;
const stopped = { status: 'stopped', start: 'manual', imagePath: null } as const;

describe('the mode of the antivirus', () => {
  // The words are those of public captures: Microsoft's compatibility page, and platforms 4.18.2109.6 to 4.18.23050.3.
  it.each<[string, Defender, string, string, string]>([
    ['Normal', {}, 'active', 'blocking', 'told'],
    // Row defender/mde-mpstatus-2104-14 shows it.
    ['Normal without real-time protection', off, 'active', 'off', 'idle'],
    ['Normal whose switch was not read', { realTimeProtection: null }, 'active', 'unknown', 'told'],
    ['Normal between blanks', { runningMode: ' Normal ' }, 'active', 'blocking', 'told'],
    // With all the switches on, as people report it (row defender/mde-mpstatus-passive-toggles-true).
    ['Passive Mode', { runningMode: 'Passive Mode' }, 'passive', 'passive', 'told'],
    ['SxS Passive Mode', { runningMode: 'SxS Passive Mode' }, 'passive', 'passive', 'told'],
    [
      'EDR Block Mode',
      { runningMode: 'EDR Block Mode', onAccessProtection: false },
      'passive',
      'passive',
      'told',
    ],
    // The word alone does not say it: somebody saw it beside an active antivirus (row defender/mde-mpstatus-edrblock-hides-passive).
    ['EDR Block Mode that scans on access', { runningMode: 'EDR Block Mode' }, 'unclear', 'unknown', 'told'],
    [
      'EDR Block Mode whose switch was not read',
      { runningMode: 'EDR Block Mode', onAccessProtection: null },
      'passive',
      'passive',
      'told',
    ],
    ['Not running', { runningMode: 'Not running', ...off }, 'notRunning', 'off', 'told'],
    ['an old platform that protects', oldPlatform, 'notTold', 'blocking', 'notTold.blocking'],
    ['an old platform that does not', { ...oldPlatform, ...off }, 'notTold', 'off', 'notTold.off'],
    [
      'an old platform that scans nothing on access',
      { ...oldPlatform, onAccessProtection: false },
      'notTold',
      'off',
      'notTold.off',
    ],
    [
      'an old platform without one of the switches',
      { ...oldPlatform, antivirusEnabled: null },
      'notTold',
      'unknown',
      'notTold.unknown',
    ],
    ['no answer', { runningMode: null }, 'noAnswer', 'unknown', 'noAnswer'],
  ])('%s', (_, defender, mode, now, said) => {
    const facts = aServer({ defender });
    expect([antivirusMode(facts), defenderNow(facts), saidOfMode(facts).key]).toEqual([mode, now, said]);
  });

  it.each([
    'Not Normal',
    'Normal for now',
    'Is Not running',
    'Not running yet',
    'No EDR Block Mode',
    'EDR Block Mode 2',
  ])('is not known by a word that only holds one: %s', (runningMode) => {
    expect(antivirusMode(aServer({ defender: { runningMode } }))).toBe('other');
  });

  it('is told with the word and the platform, as far as they were read', () => {
    const values = (defender: Defender) => saidOfMode(aServer({ defender })).values;
    expect(values({})).toEqual({ mode: 'Normal', platform: '4.18.25110.6' });
    expect(values({ runningMode: null, platformVersion: null })).toEqual({ mode: '', platform: '?' });
  });

  it.each([
    ['the passive value is set', 1, false, 'passive'],
    ['the passive value is 0', 0, false, 'unclear'],
    ['tamper protection may hold it active', 1, true, 'unclear'],
  ])(
    'under EDR Block Mode that scans on access, where %s',
    (_, forceDefenderPassiveMode, tamperProtected, mode) => {
      const facts = aServer({
        policy: { forceDefenderPassiveMode },
        defender: { runningMode: 'EDR Block Mode', tamperProtected },
      });
      expect(antivirusMode(facts)).toBe(mode);
    },
  );

  it('is told by words that rows show', () => {
    for (const [name, word] of [
      ['defender/mde-mpstatus-mode-values', 'Passive Mode'],
      ['defender/mde-mpstatus-mode-values', 'SxS Passive Mode'],
      ['defender/mde-mpstatus-2101-9-edrblock', 'EDR Block Mode'],
      ['defender/mde-mpstatus-2109-6-notrunning', 'Not running'],
      // English on a Russian Windows as well.
      ['defender/mde-mpstatus-26030-3011-ru', 'Normal'],
    ] as const)
      expect(holds(rowOf(name), word), word).toBe(true);
  });

  it('is not running where its service does not run or is not there', () => {
    for (const facts of [
      aServer(server2012R2),
      aServer({ services: { winDefend: stopped }, defender: { runningMode: null } }),
    ])
      expect([antivirusMode(facts), defenderNow(facts)]).toEqual(['notRunning', 'off']);
  });

  it('is not known where its service could not be read', () => {
    const facts = aServer({
      services: { winDefend: null },
      defender: { runningMode: null },
      unreadable: [{ fact: 'services.winDefend', reason: 'accessDenied', detail: '' }],
    });
    expect(defenderNow(facts)).toBe('unknown');
  });
});
