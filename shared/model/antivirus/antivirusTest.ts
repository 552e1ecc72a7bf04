import { z } from 'zod';
import { defenderNow } from './antivirusMode';
import { instantSchema, type ServerState } from '../facts';

/** Whose test a person asks for: the line that the sensor reports, or the file that the antivirus takes. */
export const testKindSchema = z.enum(['sensor', 'antivirus']).default('sensor');
export type TestKind = z.infer<typeof testKindSchema>;

/**
 * What became of the EICAR file. `removed`: Defender found it and took it. `stays`: it found it, and the file was still there. `takenByOther`: the file
 * was refused or gone, and Defender has no record of it. `notDetected`: nobody cared for a minute.
 */
const stateSchema = z.enum(['removed', 'stays', 'takenByOther', 'notDetected']);

/** What the test of the antivirus answers. Detections have the number of a threat; its name is looked up by that number. */
export const antivirusAnswerSchema = z.strictObject({
  state: stateSchema,
  writtenAt: instantSchema,
  /** Where the file lay. */
  testFile: z.string(),
  /** Null where Defender's list of detections does not have the file. */
  threat: z.strictObject({ id: z.number().int(), name: z.string().nullable() }).nullable(),
  detectedAt: instantSchema.nullable(),
  /** Events of Defender's log that name the file: 1116 found, 1117 acted, 1118 and 1119 could not act. */
  events: z.array(z.number().int()),
  /** The file could not be removed. */
  left: z.boolean(),
});

export type AntivirusAnswer = z.infer<typeof antivirusAnswerSchema>;

/** The newest test that came to an end, by the server's clock; `none`: there was none. */
export interface AntivirusTest {
  readonly state: z.infer<typeof stateSchema> | 'none';
  readonly at: number | null;
  readonly runId: string | null;
}

/** The codes with which a test ends that has found something wrong. */
const found: Readonly<Record<string, AntivirusTest['state']>> = {
  'test.threatStays': 'stays',
  'test.takenByOther': 'takenByOther',
  'test.notDetected': 'notDetected',
};

/** The newest test of the antivirus that the server's own run folders tell of; one that wrote no file, or was broken off, says nothing. */
export function antivirusTest({ runs }: Pick<ServerState, 'runs'>): AntivirusTest {
  const [newest] = runs
    .filter((run) => run.operation === 'Invoke-AntivirusTest')
    .flatMap((run): (AntivirusTest & { at: number })[] => {
      const { runId } = run;
      const state =
        run.outcome === 'ok' ? 'removed' : run.outcome === 'failed' ? found[run.code ?? ''] : undefined;
      return state === undefined ? [] : [{ at: run.endedAt ?? run.startedAt ?? 0, runId, state }];
    })
    .sort((a, b) => b.at - a.at);
  return newest ?? { state: 'none', at: null, runId: null };
}

/**
 * Why the test would say nothing on a server: Defender is passive, is off, tells not whether it blocks, or another antivirus may take the file
 * first. Null: it may be offered. Microsoft: EICAR shows something only where Defender Antivirus is active.
 */
export function antivirusTestHindrance(facts: ServerState): 'passive' | 'off' | 'unknown' | 'other' | null {
  if (facts.otherAntivirus.some(({ running }) => running)) return 'other';
  const now = defenderNow(facts);
  if (now !== 'blocking') return now;
  return facts.defender.onAccessProtection === false ? 'off' : null;
}
