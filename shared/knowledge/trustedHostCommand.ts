/** Where Windows keeps the names that may be signed in to without Kerberos and without encryption. */
const place = 'WSMan:\\localhost\\Client\\TrustedHosts';

/**
 * What a person types into an elevated PowerShell to add exactly one name to TrustedHosts, or to take it out; other names
 * stay. `name` is one that `trustedNameSchema` took, so it needs no quoting of its own.
 */
export const trustedHostCommand = (name: string, trusted: boolean): string =>
  trusted
    ? `Set-Item -LiteralPath ${place} -Value '${name}' -Concatenate -Force`
    : `Set-Item -LiteralPath ${place} -Force -Value (((Get-Item -LiteralPath ${place}).Value -split ',' | Where-Object { $_.Trim() -ne '${name}' }) -join ',')`;
