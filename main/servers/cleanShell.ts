import { failureOf, GangwayError } from '../../shared/errors';
import { operations, type OperationName, type ResultOf } from '../../shared/model/operations';
import type { RunRecord } from '../../shared/bridge/records';
import { redact } from '../redact/redact';
import { redactJson } from '../redact/redactJson';
import type { Shell } from '../shell/shell';
import { toJson } from '../toJson';

/**
 * A shell whose server cannot give a secret away: results, end records and errors come without what `redact` knows, so
 * neither the page nor a report ever holds it. Lines of output stay as they are; the output of a run, their only way in,
 * also recognises a secret that a console has wrapped over several lines.
 */
export function cleanShell(shell: Shell): Shell {
  return {
    hello: async (signal) => {
      const said = await clean(shell.hello(signal));
      return { ...said, psVersion: redact(said.psVersion), languageMode: redact(said.languageMode) };
    },
    run: async (name, params, options) => {
      const onRecords = options?.onRecords;
      const result = await clean(
        shell.run(name, params, {
          ...options,
          ...(onRecords ? { onRecords: (records) => onRecords(records.map(cleanRecord)) } : {}),
        }),
      );
      return cleanResult(name, result);
    },
    start: (runId, nn, name, params, hold) => clean(shell.start(runId, nn, name, params, hold)),
    follow: (runId, nn, from, onRecords, signal) =>
      clean(shell.follow(runId, nn, from, (records) => onRecords(records.map(cleanRecord)), signal)),
    stop: (runId, nn, asked) => clean(shell.stop(runId, nn, asked)),
    close: () => shell.close(),
  };
}

/** Passes on what was promised; an error comes with its words redacted. */
async function clean<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    const { code, detail, native } = failureOf(error);
    throw new GangwayError(code, redact(detail), native);
  }
}

function cleanRecord(record: RunRecord): RunRecord {
  switch (record.kind) {
    case 'end':
      return { ...record, text: redact(record.text) };
    case 'step':
      return { ...record, detail: redact(record.detail) };
    case 'result':
      return { ...record, value: redactJson(toJson(record.value)) };
    case 'start':
    case 'progress':
    case 'log':
      return record;
  }
}

function cleanResult<N extends OperationName>(name: N, result: ResultOf<N>): ResultOf<N> {
  const cleaned = redactJson(toJson(result));
  if (!isResult(name, cleaned)) throw new GangwayError('operation.badResult', name);
  return cleaned;
}

function isResult<N extends OperationName>(name: N, value: unknown): value is ResultOf<N> {
  return operations[name].result.safeParse(value).success;
}
