import { join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import { emptyInputs, inputsSchema } from '../../shared/model/inputs';
import { rungIds, type TargetView } from '../../shared/bridge/session';
import { targetIdSchema, type Target } from '../../shared/model/target';
import { openDocument } from '../disk/document';
import { readdir, rm } from '../disk/files';
import type { Quarantined } from '../disk/quarantine';
import { untestedConnection } from '../../shared/model/connection';
import { cleanShell } from './cleanShell';
import type { ServerHandle, OpenShell, Way } from '../context';

/** Opens the stored inputs of a server and a place for its shell. */
export async function openHandle(options: {
  readonly target: Target;
  readonly dataFolder: string;
  readonly openShell: (target: Target, way: Way | null) => Promise<OpenShell>;
  readonly onQuarantine: (found: Quarantined) => void;
}): Promise<ServerHandle> {
  const { target, dataFolder, openShell, onQuarantine } = options;
  const inputs = await openDocument({
    path: inputsPath(dataFolder, target.id),
    schema: inputsSchema,
    empty: emptyInputs(target.id),
    onQuarantine,
  });
  let open: Promise<OpenShell> | null = null;
  const handle: ServerHandle = {
    target,
    inputs,
    way: null,
    reading: null,
    asking: null,
    running: null,
    copying: null,
    shell() {
      open ??= openShell(target, handle.way)
        .then((opened) => ({ ...opened, shell: cleanShell(opened.shell) }))
        .catch((error: unknown) => {
          open = null;
          throw error;
        });
      return open;
    },
    async closeShell() {
      const closing = open;
      open = null;
      await closing?.then(({ shell }) => shell.close()).catch(() => undefined);
    },
  };
  return handle;
}

/** The servers that somebody worked on before: one file of inputs each. Names that are no target id are passed over. */
export async function storedTargetIds(dataFolder: string): Promise<string[]> {
  const names = await readdir(join(dataFolder, 'targets')).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter((id) => targetIdSchema.safeParse(id).success)
    .sort();
}

/** Forgets what a person decided about a server; its journals stay, since they are evidence. */
export function forgetInputs(dataFolder: string, targetId: string): Promise<void> {
  return rm(inputsPath(dataFolder, targetId), { force: true });
}

function inputsPath(dataFolder: string, targetId: string): string {
  if (!targetIdSchema.safeParse(targetId).success) throw new GangwayError('input.invalid', targetId);
  return join(dataFolder, 'targets', `${targetId}.json`);
}

/** The view of a server that was not connected yet. */
export function newView(handle: ServerHandle, tags: readonly string[] = []): TargetView {
  return {
    target: handle.target,
    rungs: rungIds.map((id) => ({ id, state: 'ahead', value: '', ms: null, failure: null })),
    connectedAt: null,
    connection: handle.target.kind === 'remote' ? untestedConnection : null,
    tags: [...tags],
    busy: 'idle',
    facts: null,
    factsAt: null,
    skewMs: null,
    readFailure: null,
    asking: null,
    inputs: handle.inputs.value(),
    run: null,
    changes: [],
    probe: null,
    cloudFindings: null,
    practice: null,
  };
}
