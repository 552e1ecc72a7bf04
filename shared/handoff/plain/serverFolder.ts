import { antivirusServices } from '../../knowledge/antivirus';
import { onboarded } from '../../plan/situation';
import { sha256 } from '../../sha256';
import type { HandOffFile, ScriptTexts } from '../files';
import { orderName, serverScriptName } from '../result';
import { jsonText } from '../texts';
import type { EngineId, FleetFile, Wanted } from '../wanted';
import type { Order } from './order';
import { refusalsOf, standsOf } from './refusals';
import { proofOf, stepsOf } from './steps';

/** The files of the library that go along, each once. */
export const filesOf = ({ parts, tenantFile, direction }: Wanted): FleetFile[] => {
  const all = [
    ...(direction === 'onboard'
      ? parts.flatMap(({ installation, updates }) => [installation, ...updates])
      : []),
    tenantFile,
  ];
  const each = new Map(all.flatMap((file) => (file === null ? [] : [[file.sha256, file] as const])));
  return [...each.values()];
};

/** A script as it is written: lines end as Windows ends them, in plain ASCII, so that no version of PowerShell reads other letters. */
export const asFile = (text: string): string => text.replace(/\r?\n/g, '\r\n');

/** Hashes of scripts that were asked for before: they are large, the same every time, and a page asks with every letter that is typed. */
const known = new Map<string, string>();
function hashOf(text: string): string {
  const hash = known.get(text) ?? sha256(text);
  known.set(text, hash);
  return hash;
}

/** What the script on a server is told to do. */
export function orderOf(
  engine: EngineId,
  wanted: Wanted,
  scripts: ScriptTexts,
  source: string | null = null,
): Order {
  const steps = stepsOf(engine, wanted);
  const used = new Set(steps.flatMap(({ files }) => files));
  const operations = ['Get-ServerState', 'Runner', ...new Set(steps.map(({ operation }) => operation))];
  return {
    version: 1,
    name: wanted.name,
    results: wanted.results,
    read: jsonText({ antivirusServices: antivirusServices() }, 0),
    operations: operations.map((name) => ({ name, sha256: hashOf(asFile(scripts(`${name}.ps1`))) })),
    files: filesOf(wanted)
      .filter((file) => used.has(file.sha256))
      .map(({ sha256: hash, name, bytes }) => ({ sha256: hash, name, bytes })),
    source,
    refusals: refusalsOf(wanted),
    steps,
    proof: proofOf(wanted),
    stands: standsOf(wanted, onboarded),
  };
}

/**
 * The folder that a server of a fleet runs from, by whichever engine: the script, its order, the operations, and the files of the kit. Whoever
 * can write in it decides what runs as SYSTEM.
 * @param source where the server finds the files of the kit, when they do not lie beside the script
 */
export function serverFolder(
  engine: EngineId,
  wanted: Wanted,
  scripts: ScriptTexts,
  source: string | null = null,
): HandOffFile[] {
  const order = orderOf(engine, wanted, scripts, source);
  const kept = new Set(order.files.map((file) => file.sha256));
  return [
    { path: serverScriptName, content: asFile(scripts(serverScriptName)), holds: 'nothing' },
    { path: orderName, content: `${jsonText(order)}\r\n`, holds: 'names' },
    ...order.operations.map(({ name }): HandOffFile => ({
      path: `operations/${name}.ps1`,
      content: asFile(scripts(`${name}.ps1`)),
      holds: 'nothing',
    })),
    ...filesOf(wanted)
      .filter((file) => kept.has(file.sha256))
      .map((file): HandOffFile => ({
        path: `files/${file.sha256}/${file.name}`,
        content: file,
        holds: file.kind === 'onboarding' || file.kind === 'offboarding' ? 'tenant' : 'nothing',
      })),
  ];
}
