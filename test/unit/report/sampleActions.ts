const day = Date.UTC(2026, 10, 24);
/** A moment of the day of the sample, from `hh:mm:ss` UTC. */
export const at = (time: string) => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return day + ((hours * 60 + minutes) * 60 + seconds) * 1000;
};
/** Something of the form of a SHA-256, told apart by its seed. */
export const hash = (seed: string) => Buffer.from(seed.padEnd(32, '~')).toString('hex').slice(0, 64);

/** The actions of the sample report in the language of `say`. */
export function sampleActions(say: (en: string, fr: string) => string) {
  const action = (number: number, title: string, operation: string, from: string, to: string) =>
    ({
      number,
      title,
      outcome: 'done',
      startedAt: at(from),
      endedAt: at(to),
      operation,
      scriptSha256: hash(operation),
      parameters: [],
      native: 0,
      explanation: null,
      before: null,
      after: null,
    }) as const;
  return [
    {
      ...action(
        1,
        say('Enable the Defender Antivirus feature', 'Activer la fonctionnalité Antivirus Defender'),
        'Install-Prerequisite',
        '13:38:02',
        '13:40:11',
      ),
      outcome: 'alreadySo',
      native: null,
      scriptSha256: null,
      startedAt: null,
      endedAt: null,
    },
    {
      ...action(
        2,
        say('Update the antivirus platform', 'Mettre à jour la plateforme antivirus'),
        'Install-Prerequisite',
        '13:38:02',
        '13:40:11',
      ),
      before: '4.10.14393.1794',
      after: '4.18.25110.6',
      parameters: [
        { name: 'fix', value: 'platformUpdate' },
        { name: 'file', value: `UpdatePlatform.exe, ${hash('platform')}` },
      ],
    },
    {
      ...action(
        3,
        say('Hold passive mode by policy', 'Imposer le mode passif par stratégie'),
        'Set-PassiveMode',
        '13:40:15',
        '13:40:19',
      ),
      before: say('not set', 'absent'),
      after: '1',
      parameters: [{ name: 'mode', value: 'passive' }],
    },
    {
      ...action(
        4,
        say('Install Microsoft Defender for Endpoint', 'Installer Microsoft Defender for Endpoint'),
        'Install-Sensor',
        '13:40:25',
        '13:49:50',
      ),
      native: 3010,
      explanation: say(
        'Installed; Windows asks for a restart.',
        'Installé ; Windows demande un redémarrage.',
      ),
      before: say('absent', 'absent'),
      after: '10.8805.26100.1000',
      parameters: [
        { name: 'engine', value: 'msiexec' },
        { name: 'passive', value: 'true' },
      ],
    },
    {
      ...action(
        5,
        say('Restart the server', 'Redémarrer le serveur'),
        'Restart-Server',
        '13:50:02',
        '13:54:40',
      ),
      native: null,
    },
    {
      ...action(
        6,
        say('Onboard to the tenant', 'Intégrer au locataire'),
        'Invoke-Onboarding',
        '13:54:55',
        '13:56:30',
      ),
      after: say('OnboardingState 1', 'OnboardingState 1'),
    },
    {
      ...action(
        7,
        say('Send the detection test', 'Envoyer le test de détection'),
        'Invoke-DetectionTest',
        '13:57:00',
        '13:57:04',
      ),
    },
  ];
}
