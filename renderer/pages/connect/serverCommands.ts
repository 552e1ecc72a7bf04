/** What a person may run on the server to let Gangway in. Gangway itself never runs it. */
export type ServerCommand = 'enableRemoting' | 'openFirewall' | 'restartRemoting' | 'keepLocalRights';

const rule = 'name="WinRM HTTPS (Gangway)"';
const policies = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System';

/** Each command as it is typed into PowerShell as administrator, and what takes it back; null where nothing stays. */
export const serverCommands: Readonly<
  Record<ServerCommand, { readonly run: string; readonly undo: string | null }>
> = {
  enableRemoting: { run: 'Enable-PSRemoting -Force', undo: 'Disable-PSRemoting -Force' },
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
