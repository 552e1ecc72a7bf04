import { z } from 'zod';

const reportSchema = z.object({ sharedObjects: z.array(z.string()) });

/**
 * The folder of Windows, by the library that every process is loaded with from there (`libraries`: paths). The variable
 * `SystemRoot` counts only where none tells: it is the account's own, and a program without rights may set it for the next
 * start as administrator. Source: Node's diagnostic report, `sharedObjects`.
 */
export function windowsFolder(
  env: Readonly<Record<string, string | undefined>>,
  libraries = loadedLibraries(),
): string {
  for (const path of libraries) {
    const folder = /^([A-Z]:\\[^\\]+)\\system32\\ntdll\.dll$/i.exec(path)?.[1];
    if (folder !== undefined) return folder;
  }
  return env.SystemRoot ?? 'C:\\Windows';
}

let loaded: readonly string[] | null = null;

/** Paths of what this process is loaded with; none outside Windows. Read once, because the report takes a moment. */
function loadedLibraries(): readonly string[] {
  if (process.platform !== 'win32') return [];
  if (loaded === null) {
    // Names of other computers take time to find, and nobody asks for them.
    Object.assign(process.report, { excludeNetwork: true });
    const report = reportSchema.safeParse(process.report.getReport());
    loaded = report.success ? report.data.sharedObjects : [];
  }
  return loaded;
}
