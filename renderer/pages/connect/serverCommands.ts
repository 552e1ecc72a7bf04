/** What a person may run on the server to let Gangway in. Gangway itself never runs it. */
export type ServerCommand = 'enableRemoting' | 'openFirewall' | 'restartRemoting' | 'keepLocalRights';

const rule = 'name="WinRM HTTPS (Gangway)"';
const policies = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System';

/**
 * Each command as it is typed into PowerShell as administrator, and what takes it back. Null where nothing stays, or where no
 * command takes it back whole: `Disable-PSRemoting` leaves the service, the listener, the firewall exception and
 * LocalAccountTokenFilterPolicy, and blocks session configurations that were in use before (Microsoft's page of
 * the command, 5.1). What stays then stands in the words of the command.
 */
export const serverCommands: Readonly<
  Record<ServerCommand, { readonly run: string; readonly undo: string | null }>
> = {
  enableRemoting: { run: 'Enable-PSRemoting -Force', undo: null },
  openFirewall: {
    run: `netsh advfirewall firewall add rule ${rule} dir=in action=allow protocol=TCP localport=5986`,
    undo: `netsh advfirewall firewall delete rule ${rule}`,
  },
  restartRemoting: { run: 'Restart-Service -Name WinRM', undo: null },
  keepLocalRights: {
    run: `New-ItemProperty -Path '${policies}' -Name LocalAccountTokenFilterPolicy -PropertyType DWord -Value 1`,
    undo: `Remove-ItemProperty -Path '${policies}' -Name LocalAccountTokenFilterPolicy`,
  },
};
