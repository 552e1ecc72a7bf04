import { describe, expect, it } from 'vitest';
import { antivirusMode, defenderNow, saidOfMode } from '../../../shared/antivirusMode';
import type { ServerState } from '../../../shared/facts';
import { aServer, oldPlatform, server2012R2, type DeepPartial } from '../../fixtures/facts';

type Defender = DeepPartial<ServerState['defender']>;
const off = { realTimeProtection: false, onAccessProtection: false } as const;
const stopped = { status: 'stopped', start: 'manual', imagePath: null } as const;

describe('the mode of the antivirus', () => {
  // The words are those of public captures: Microsoft's compatibility page, and platforms 4.18.2109.6 to 4.18.23050.3.
  it.each<[string, Defender, string, string, string]>([
    ['Normal', {}, 'active', 'blocking', 'told'],
    ['Normal without real-time protection', off, 'active', 'off', 'idle'],
    ['Passive Mode', { runningMode: 'Passive Mode' }, 'passive', 'passive', 'told'],
    ['SxS Passive Mode', { runningMode: 'SxS Passive Mode' }, 'passive', 'passive', 'told'],
    [
      'EDR Block Mode',
      { runningMode: 'EDR Block Mode', onAccessProtection: false },
      'passive',
      'passive',
      'told',
    ],
    ['Not running', { runningMode: 'Not running', ...off }, 'notRunning', 'off', 'told'],
    ['a word of tomorrow', { runningMode: 'Guarded' }, 'other', 'unknown', 'told'],
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
