import type { KitFile } from '../../shared/model/kit';
import type { PracticeState } from './machine/practiceState';

const isSame = (one: KitFile, other: KitFile): boolean =>
  one.sha256 === other.sha256 && one.name === other.name;
const known = ({ sha256, name, bytes }: KitFile): KitFile => ({ sha256, name, bytes });

/** Whether a file lies whole in the server's library. */
export function isInLibrary({ machine }: PracticeState, file: KitFile): boolean {
  return machine.kit.some((item) => isSame(item, file));
}

/** How many bytes of a file lie there of a copy that is not over. */
export function partLength({ parts }: PracticeState, file: KitFile): number {
  return parts.find((item) => isSame(item, file))?.bytes ?? 0;
}

/** Notes how many bytes the last copy has sent, also those that the server did not keep. */
export function withCrossed(state: PracticeState, bytes: number): PracticeState {
  const index = state.received.findLastIndex(({ operation }) => operation === 'Send-Package');
  const found = state.received[index];
  if (found === undefined) return state;
  const received = state.received.with(index, { ...found, bytes: (found.bytes ?? 0) + bytes });
  return { ...state, received };
}

/** Notes how long a part of a file is now; 0 removes it. */
export function withPart(state: PracticeState, file: KitFile, length: number): PracticeState {
  const others = state.parts.filter((item) => !isSame(item, file));
  return { ...state, parts: length === 0 ? others : [...others, { ...known(file), bytes: length }] };
}

/** The file is whole and lies in the library. */
export function withFile(state: PracticeState, file: KitFile): PracticeState {
  const { machine } = state;
  return { ...withPart(state, file, 0), machine: { ...machine, kit: [...machine.kit, known(file)] } };
}
