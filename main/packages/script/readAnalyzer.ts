import { readFile, stat } from 'node:fs/promises';
import type { Unpacked } from '../archive/unpack';
import { limits } from '../limits';
import { Refused } from '../refused';
import type { Recognition } from '../recognise';
import { practiceMarker } from '../practiceMarker';
import { decodeText } from './decodeText';

const practiceRemark = new RegExp(`^#[ \\t]*${practiceMarker}=1[ \\t]*\\r?$`, 'im');

/** What Microsoft's Client Analyzer is, and where its script lies: that one is signed, the zip around it cannot be. */
export interface Analyzer extends Recognition {
  readonly script: string;
}

/**
 * Recognises Microsoft's Client Analyzer by the script in it: the parameters that it declares and the result that it names (rows
 * defender/mde-analyzer-cmd, defender/mde-analyzer-params-2024, defender/mde-analyzer-zip). Null where there is none.
 * @throws {Refused} `tooLarge`, `notSigned` where the script has no block of a signature and is none of practice.
 */
export async function readAnalyzer(files: readonly Unpacked[]): Promise<Analyzer | null> {
  const found = files.find(({ name }) => /^mdeclientanalyzer\.ps1$/i.test(name));
  if (found === undefined) return null;
  if ((await stat(found.path)).size > limits.scriptBytes) throw new Refused('tooLarge');
  const text = decodeText(await readFile(found.path));
  if (
    !/^(?:param \(|[\t ]{0,8})\[string\]\$outputDir\b/im.test(text) ||
    !text.includes('MDEClientAnalyzerResult.zip')
  )
    return null;
  const practice = practiceRemark.test(text);
  if (!practice && !text.includes('# SIG # Begin signature block')) throw new Refused('notSigned');
  const version = /^\$ScriptVer\s{0,9}=\s{0,9}"([\w.]{1,40})"/m.exec(text)?.[1] ?? null;
  return { details: { kind: 'clientAnalyzer', version }, practice, waitsAt: null, script: found.path };
}
