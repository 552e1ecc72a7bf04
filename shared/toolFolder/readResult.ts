import { oldServerUpdates, toldByToolSchema, type ToldByTool } from '../model/toolFolder';

/** The line between what run.cmd tells and the log of the tool. */
const logMark = '-----log-----';

/** What run.cmd left: what it tells, and the log behind it as it is. */
export interface ReadResult {
  readonly told: ToldByTool;
  readonly log: string;
}

/** What a result of run.cmd says; null for any other text. Nothing of it is believed: it is a text on a stick. */
export function readResult(text: string): ReadResult | null {
  const lines = text.split(/\r?\n/);
  const mark = lines.indexOf(logMark);
  const values = new Map(
    lines.slice(0, mark < 0 ? lines.length : mark).flatMap((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [] : [[line.slice(0, at).toUpperCase(), line.slice(at + 1).trim()] as const];
    }),
  );
  if (values.get('GWR_FORMAT') !== 'gangway-tool-result-1') return null;
  const word = (name: string): string | null => values.get(`GWR_${name}`) ?? null;
  const number = (name: string): number | null => {
    const found = word(name);
    return found === null || !/^-?\d{1,10}$/.test(found) ? null : Number(found);
  };
  const parsed = toldByToolSchema.safeParse({
    kitId: word('KIT'),
    computer: word('COMPUTER'),
    machineId: word('MACHINE'),
    windows: /\b\d{1,3}\.\d{1,3}\.\d{1,6}/.exec(word('WINDOWS') ?? '')?.[0] ?? '',
    began: word('BEGAN'),
    ended: word('ENDED'),
    outcome: word('OUTCOME'),
    precheck: number('PRECHECK'),
    code: number('TOOL'),
    replacedBy: word('REPLACED')?.toLowerCase() ?? null,
    updates: oldServerUpdates.flatMap((kb) => {
      const code = number(kb);
      return code === null ? [] : [{ kb, code }];
    }),
    file: word('FILE'),
  });
  if (!parsed.success) return null;
  return {
    told: parsed.data,
    log:
      mark < 0
        ? ''
        : lines
            .slice(mark + 1)
            .join('\n')
            .trim(),
  };
}
