import { at, hash, sampleActions } from './sampleActions';
import { reportSchema, type Report } from '../../../shared/bridge/report';

const tenant = '7a1f0d52-63b0-4b1e-9d55-0a4f7c1bc3e9';

/** A server of 2016 with another antivirus that went the whole way, as the wizard would describe it in a language. */
export function sampleReport(locale: 'en' | 'fr', practice: boolean): Report {
  const say = (en: string, fr: string) => (locale === 'en' ? en : fr);
  const proof = (key: string, claim: string, raw: string, source: string, time: string) =>
    ({ key, state: 'agrees', claim, source, readAt: at(time), raw }) as const;
  return reportSchema.parse({
    version: 1,
    practice,
    product: { name: 'Gangway', version: '0.1.0' },
    target: {
      name: 'NORD-FS03',
      os: 'Windows Server 2016 Standard, 14393.7606',
      domain: 'nord.contoso.example',
    },
    connection: {
      askedFor: '192.0.2.33',
      reportedName: 'NORD-FS03.nord.contoso.example',
      testedAt: at('13:31:08'),
      endpoint: { port: 5985, useSsl: false },
      account: { kind: 'named', userName: 'NORD-FS03\\Administrator' },
      vouchedBy: 'trustedHosts',
      thumbprint: null,
      machine: 'confirmed',
      trustedHosts: [
        { name: '192.0.2.33', addedAt: at('13:30:20'), takenOutAt: at('13:58:00') },
        { name: '192.0.2.33', addedAt: at('14:05:20'), takenOutAt: null },
      ],
    },
    preparedAt: at('14:12:30'),
    technician: 'M. Lefèvre',
    locale,
    outcome: 'onboarded',
    mode: { chosen: say('Passive', 'Passif'), observed: 'Passive Mode' },
    tenant: { orgId: tenant },
    proofs: [
      proof(
        'sensor',
        say('The sensor runs', 'Le capteur fonctionne'),
        'RUNNING, automatic',
        say('Service Sense', 'Service Sense'),
        '13:56:41',
      ),
      proof(
        'state',
        say('Onboarding state is 1', 'L’état d’intégration vaut 1'),
        '0x1',
        'HKLM\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status, OnboardingState',
        '13:56:41',
      ),
      proof(
        'tenant',
        say('Tenant is the package’s', 'Le locataire est celui du paquet'),
        tenant,
        'HKLM\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status, OrgId',
        '13:56:41',
      ),
      proof(
        'cloud',
        say('The cloud answered', 'Le cloud a répondu'),
        'SENSE 4',
        'Microsoft-Windows-SENSE/Operational',
        '13:56:43',
      ),
      proof(
        'mode',
        say('Antivirus is passive', 'L’antivirus est passif'),
        'Passive Mode',
        'Get-MpComputerStatus, AMRunningMode',
        '13:56:44',
      ),
      {
        key: 'alert',
        state: 'notProvable',
        claim: say('The alert is in the portal', 'L’alerte figure dans le portail'),
        source: say('The portal, not this server', 'Le portail, pas ce serveur'),
        readAt: null,
        raw: null,
      },
    ],
    actions: sampleActions(say),
    packages: [
      {
        name: 'md4ws.msi',
        kind: say('Installation package', 'Paquet d’installation'),
        version: '4.18.25110.6',
        sha256: hash('msi'),
        signature: say('Valid, Microsoft Corporation', 'Valide, Microsoft Corporation'),
        orgId: null,
      },
      {
        name: 'WindowsDefenderATPOnboardingScript.cmd',
        kind: say('Onboarding package', 'Paquet d’intégration'),
        version: null,
        sha256: hash('cmd'),
        signature: say('Nobody signs such files', 'Jamais signé'),
        orgId: tenant,
      },
      {
        name: 'UpdatePlatform.exe',
        kind: say('Platform update', 'Mise à jour de plateforme'),
        version: '4.18.25110.6',
        sha256: hash('platform'),
        signature: say('Valid, Microsoft Corporation', 'Valide, Microsoft Corporation'),
        orgId: null,
      },
    ],
    prerequisiteCounts: say(
      '3 checks: 2 passed, 1 waived.',
      '3 vérifications : 2 conformes, 1 avec dérogation.',
    ),
    prerequisites: [
      {
        title: say('Antivirus platform', 'Plateforme antivirus'),
        state: 'fixed',
        found: '4.10.14393.1794',
        needed: '4.18.23050.5',
        waiver: null,
      },
      {
        title: say('Free space on C:', 'Espace libre sur C:'),
        state: 'passed',
        found: '41 GB',
        needed: '3 GB',
        waiver: null,
      },
      {
        title: say('No restart pending', 'Aucun redémarrage en attente'),
        state: 'waived',
        found: say('File rename', 'Renommage de fichier'),
        needed: say('None', 'Aucun'),
        waiver: {
          reason: say(
            'Print driver, agreed with the owner (CHG-20418).',
            'Pilote d’impression, convenu avec le responsable (CHG-20418).',
          ),
          at: at('13:31:00'),
        },
      },
      {
        title: say('Connection to the cloud', 'Connexion au cloud'),
        state: 'notProvable',
        found: null,
        needed: say('Six addresses', 'Six adresses'),
        waiver: null,
      },
    ],
    detectionTest: { sentAt: at('13:57:02'), alertConfirmed: { at: at('14:06:12'), by: 'M. Lefèvre' } },
    facts: [
      ...[
        ['Caption', 'Microsoft Windows Server 2016 Standard'],
        ['Build', '14393.7606'],
        ['InstallationType', 'Server'],
      ].map(([fact = '', value = '']) => ({
        group: 'Windows',
        fact,
        value,
        source: 'Win32_OperatingSystem',
      })),
      ...[
        ['WinDefend', 'running, automatic'],
        ['Platform', '4.18.25110.6'],
        ['Signatures', '1.441.712.0, 24 Nov 2026'],
      ].map(([fact = '', value = '']) => ({
        group: say('Defender Antivirus', 'Antivirus Defender'),
        fact,
        value,
        source: 'Get-MpComputerStatus',
      })),
      {
        group: say('Other antivirus', 'Autre antivirus'),
        fact: 'mfetp',
        value: 'Trellix Endpoint Security, running',
        source: 'Get-Service',
      },
    ],
    runs: [
      {
        runId: 'run-20261124-133800-a1b2',
        startedAt: at('13:38:00'),
        endedAt: at('13:57:04'),
        outcome: 'done',
        journalHash: hash('journal'),
        byFiles: { clockOff: true },
      },
    ],
    notes: [
      say('Add the Defender exclusions to Trellix ENS.', 'Ajouter les exclusions Defender dans Trellix ENS.'),
    ],
    unproved: [
      say(
        'That the test alert reached the portal: only a person can see it there.',
        'Que l’alerte de test est arrivée dans le portail : seule une personne peut l’y voir.',
      ),
      say(
        'The detection test ran as SYSTEM; Microsoft describes it for a signed-in person.',
        'Le test de détection a été exécuté sous SYSTEM ; Microsoft le décrit pour une personne connectée.',
      ),
    ],
  });
}
