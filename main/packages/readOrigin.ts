import { open } from 'node:fs/promises';
import { securityZones, type PackageOrigin } from '../../shared/model/packages';

/** Windows' own marks are a few hundred bytes. */
const limit = 4096;

/**
 * Where Windows says that a file came from: the mark that browsers put beside a download (the stream `Zone.Identifier` of
 * NTFS). Only the host is kept, for an address from the portal carries a key. Null where there is no mark: other file
 * systems, other ways of copying, "Unblock". It is a trace, never a proof: a program that may write the file may write the mark.
 */
export async function readOrigin(path: string): Promise<PackageOrigin | null> {
  const stream = await open(`${path}:Zone.Identifier`, 'r').catch(() => null);
  if (stream === null) return null;
  try {
    const { buffer, bytesRead } = await stream.read(Buffer.alloc(limit), 0, limit, 0);
    const text = buffer.toString('utf8', 0, bytesRead);
    const written = /^ZoneId=([0-4])\s*$/m.exec(text)?.[1];
    const zone = securityZones.find((one) => String(one) === written);
    return zone === undefined ? null : { zone, host: hostIn(text) };
  } catch {
    return null;
  } finally {
    await stream.close();
  }
}

function hostIn(text: string): string | null {
  const url = /^HostUrl=(\S+)\s*$/m.exec(text)?.[1] ?? '';
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? new URL(url).hostname : null;
}
