import { expect, it } from 'vitest';
import { installerCause } from '../../../../shared/knowledge/installerLog';

const finalize = 'Action ended 15:34:15: InstallFinalize. Return value 3.';

/**
 * Each by the row that it is taken from. The words follow the system (row servicing/servicing-msi-log-language-of-system-not-user); the
 * languages here are ours, no such log was found. What 1603 without a word points at: row servicing/servicing-pending-file-renames-block-msi.
 */
it.each([
  [
    'servicing/servicing-msi-mde-offboard-before-uninstall',
    [
      'MSI (s) (F8:08) [14:12:24:481]: Product: Microsoft Defender for Endpoint -- MDE should be offboarded before uninstall',
      finalize,
    ],
    { kind: 'offboard' },
  ],
  [
    'a refusal in words of its own',
    ['MSI (s) (F8:08) [14:12:24:481]: Product: Microsoft Defender for Endpoint -- Unsupported OS version'],
    { kind: 'refused', words: 'Unsupported OS version' },
  ],
  [
    'servicing/servicing-msi-log-service-did-not-start',
    [
      "Error 1920. Service 'Microsoft Defender' (WinDefend) failed to start.  Verify that you have sufficient privileges to start system services.",
      finalize,
    ],
    { kind: 'service', name: 'WinDefend', error: '1920' },
  ],
  [
    'servicing/servicing-msi-mde-windefend-310, in French',
    [
      "Erreur 1923. Le service « @C:\\Program Files\\Windows Defender\\MpAsDesc.dll,-310 » (WinDefend) n'a pas pu être installé.",
      "Fin de l'action 15:34:15 : InstallFinalize. Code retour 3.",
    ],
    { kind: 'service', name: 'WinDefend', error: '1923' },
  ],
  [
    'servicing/servicing-msi-log-custom-action-error',
    [
      'WixQuietExec64:  Error 0x80070057: invalid command line property value',
      'WixQuietExec64:  Error 0x80070057: Failed in ExecCommon method',
      'CustomAction InstallFluentdWinSvc returned actual error code 1603 (note this may not be 100% accurate if translation happened inside sandbox)',
      finalize,
    ],
    {
      kind: 'action',
      name: 'InstallFluentdWinSvc',
      said: 'WixQuietExec64:  Error 0x80070057: Failed in ExecCommon method',
    },
  ],
  [
    'servicing/servicing-msi-1612-in-remove-existing-products',
    [
      'CustomAction returned actual error code 1612 (note this may not be 100% accurate if translation happened inside sandbox)',
      'Action ended 16:37:07: RemoveExistingProducts. Return value 3.',
    ],
    { kind: 'action', name: 'RemoveExistingProducts', said: '' },
  ],
  [
    'an action of the first part, in German',
    ['Aktion beendet um 15:09:14: CheckPrerequisites. Rückgabewert 3.'],
    { kind: 'action', name: 'CheckPrerequisites', said: '' },
  ],
  [
    'servicing/servicing-msi-log-1603-without-any-reason',
    ['Action ended 10:57:19: ExecuteAction. Return value 3.'],
    { kind: 'silent' },
  ],
  ['servicing/servicing-msi-log-2016-multi-package-transaction', [], { kind: 'silent' }],
] as const)('reads the cause: %s', (_row, lines, cause) => {
  expect(installerCause(['msiexec ended with 1603.', ...lines].join('\n'))).toEqual(cause);
});
