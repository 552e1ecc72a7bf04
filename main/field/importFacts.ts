import { factsFileSchema, fieldIdOf, type FactsFile } from '../../shared/field/factsFile';
import { errorCodeSchema, GangwayError } from '../../shared/errors';
import { furtherReadsSchema, type FurtherReads } from '../../shared/model/furtherReads';
import { operations } from '../../shared/model/operations';
import type { Target } from '../../shared/model/target';
import { open } from '../disk/files';
import { systemCode } from '../disk/retryBusy';
import { redact } from '../redact/redact';
import { redactJson } from '../redact/redactJson';
import { keepFieldServer, noteRead } from '../servers/servers';
import { toJson } from '../toJson';
import type { FieldRead } from './fieldStore';
import { isIntact } from './hashed';
import type { FieldNeeds } from './needs';
import { showRead } from './showRead';

/** A facts file takes some 60 KB; beyond this (bytes) it is none. */
const longest = 8 * 1024 * 1024;

/** A text file from outside, at most so long (bytes). Throws `field.notOurs` beyond that, `file.missing` where it cannot be read. */
export async function readOutside(path: string, most: number): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      if ((await file.stat()).size > most) throw new GangwayError('field.notOurs', path);
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof GangwayError) throw error;
    throw new GangwayError('file.missing', `${path}: ${systemCode(error) || String(error)}`);
  }
}

/**
 * What a facts file says. Throws `field.notOurs` for what read.cmd did not write, `field.changed` where a character is another one than it
 * wrote, `field.noMachine` where the server could not tell who it is.
 */
export function parseFacts(text: string): FactsFile {
  const line = text.replace(/\r?\n$/, '');
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new GangwayError('field.notOurs', 'no JSON');
  }
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== 'gangway-facts')
    throw new GangwayError('field.notOurs', 'another format');
  if (!isIntact(line)) throw new GangwayError('field.changed', 'facts');
  const parsed = factsFileSchema.safeParse(json);
  if (!parsed.success) throw new GangwayError('field.notOurs', parsed.error.message);
  if (fieldIdOf(parsed.data.identity.machineId) === null)
    throw new GangwayError('field.noMachine', parsed.data.identity.computerName);
  return parsed.data;
}

/**
 * Takes in the facts file that a person picks, and adds the server that it tells of; null when the dialog was closed. Throws what
 * `parseFacts` and `readOutside` do, `target.notAllowed` where real servers are not worked on.
 */
export async function importFacts(needs: FieldNeeds): Promise<string | null> {
  if (!needs.platform.realTargets) throw new GangwayError('target.notAllowed', 'field');
  const [path] = await needs.platform.pickFiles();
  if (path === undefined) return null;
  const found = parseFacts(await readOutside(path, longest));
  const id = fieldIdOf(found.identity.machineId) ?? '';
  const target: Target = { kind: 'field', id, name: found.identity.computerName };
  const facts = operations['Get-ServerState'].result.parse(redactJson(toJson(found.facts)));
  const further = furtherOf(found, needs.now());
  const read: FieldRead = { at: found.at, machineId: found.identity.machineId ?? '', facts, further };
  await keepFieldServer(needs.servers, target);
  await needs.fields.keep(id, read);
  const server = await needs.addServer(target);
  showRead(needs, server, read);
  await noteRead(needs.servers, id, needs.now()).catch(() => undefined);
  return id;
}

/** What a search reads beyond the facts, as the file tells it, without secrets. What is none of ours failed. */
function furtherOf({ further = [] }: FactsFile, now: number): FurtherReads {
  const reads = further.map(({ name, at, value, code, text }) => {
    const parsed = operations[name].result.safeParse(redactJson(toJson(value)));
    const known = errorCodeSchema.safeParse(code).data ?? 'operation.failed';
    const failure =
      code === '' && parsed.success
        ? null
        : {
            code: code === '' ? ('operation.badResult' as const) : known,
            detail: redact(text),
            native: null,
          };
    return [name, { at: Math.min(at, now), value: failure === null ? parsed.data : null, failure }] as const;
  });
  return furtherReadsSchema.parse(Object.fromEntries(reads));
}
