import {
  emptyFleet,
  fleetLimits,
  type FleetDesk,
  type FleetList,
  type ChangedColumns,
  type ListColumns,
  type NamedAnswer,
  type RefusedId,
} from '../../../shared/bridge/fleet';
import { GangwayError } from '../../../shared/errors';
import {
  answersOfList,
  fileName,
  meant,
  proposedColumns,
  wordsOf,
} from '../../../shared/handoff/answers/columns';
import { createMatching, isNoted, newestOf } from '../../../shared/handoff/answers/matching';
import { readFleetFile } from '../../../shared/handoff/answers/readAnswers';
import type { CsvTable } from '../../../shared/handoff/csv';
import type { FleetNote } from '../../../shared/model/servers/fleetNotes';
import type { TargetView } from '../../../shared/bridge/session';
import { decode, textOf } from '../../logs/desk/form';
import { requireOwnDrive } from '../../packages/ownDrive';
import { practiceTarget } from '../../servers/practiceTarget';
import { addServers } from '../../servers/serverLists';
import { remoteTarget } from '../../servers/servers';
import { exampleFiles } from './example';
import { gatherFiles, type Gathered } from './gather';
import type { Fleet, FleetNeeds } from './needs';

/** A list with its whole table, which the pages see only the beginning of. */
interface HeldList extends Omit<FleetList, 'columns' | 'samples' | 'rows'> {
  readonly table: CsvTable;
}

/** What was read, before the newest answers were looked for. */
interface Held {
  readonly practice: boolean;
  readonly files: number;
  readonly answers: readonly NamedAnswer[];
  readonly lists: readonly HeldList[];
  readonly refused: readonly {
    readonly file: string;
    readonly name: string | null;
    readonly why: RefusedId;
  }[];
}

const nothingHeld: Held = { practice: false, files: 0, answers: [], lists: [], refused: [] };

/** The servers of one kind, which no other list mixes with. */
const ofKind = (views: readonly TargetView[], practice: boolean): TargetView[] =>
  views.filter(({ target }) => (target.kind === 'practice') === practice);

/** What a server is added by: practice knows no domains, so there it is the beginning of its name, which names its machine. */
const addressOf = (name: string, practice: boolean): string =>
  practice ? (name.split('.')[0] ?? name).toLowerCase() : name;

/** Whether a name can be added to a list: an address, or in practice a machine. */
function isAddable(name: string, practice: boolean): boolean {
  try {
    if (practice) practiceTarget(addressOf(name, practice));
    else remoteTarget(name);
    return true;
  } catch {
    return false;
  }
}

/** The desk on which results of a fleet lie until a person takes them into the list. It is empty at each start of the app. */
export function createFleet(needs: FleetNeeds): Fleet {
  const { session, platform, store } = needs;
  let held = nothingHeld;

  const show = (next: Held): void => {
    held = next;
    session.change(({ targets }) => ({ fleet: deskOf(next, ofKind(targets, next.practice)) }));
  };

  const requirePaths = (): void => {
    // A browser may not name files of this computer.
    if (platform.carrier !== 'electron') throw new GangwayError('target.notAllowed', 'paths');
  };
  const requireKind = (practice: boolean): void => {
    if (!practice && !platform.realTargets) throw new GangwayError('target.notAllowed', 'remote');
  };

  /** Lays files on the desk; those of the other list of servers are taken off it. */
  const lay = (practice: boolean, files: readonly Gathered[]): void =>
    show(
      files.reduce(
        (all, file) => withFile(all, file, needs.now()),
        practice === held.practice ? held : { ...nothingHeld, practice },
      ),
    );

  const readPaths = async (practice: boolean, paths: readonly string[]): Promise<void> => {
    if (paths.length > 0) lay(practice, await gatherFiles(paths));
  };

  /** Notes what a fleet told of servers of the list, and shows it there. */
  const note = async (desk: FleetDesk): Promise<number> => {
    const views = new Map(session.get().targets.map((view) => [view.target.id, view]));
    const match = createMatching(ofKind([...views.values()], desk.practice));
    const at = needs.now();
    const notes: Record<string, FleetNote> = {};
    for (const answer of desk.answers) {
      const found = match(answer);
      if (found.kind !== 'known' || isNoted(answer, views.get(found.targetId)?.fleet)) continue;
      const { outcome, from, file, handOff, windows, detail } = answer;
      notes[found.targetId] = { outcome, at: answer.at, from, file, handOff, windows, detail, takenAt: at };
    }
    await store.keep(notes);
    for (const id of Object.keys(notes)) session.changeTarget(id, () => ({ fleet: store.of(id) }));
    return Object.keys(notes).length;
  };

  return {
    handlers: {
      pickFleet: async ({ practice, what }) => {
        requirePaths();
        requireKind(practice);
        const folder = what === 'folder' ? await platform.pickFolder() : null;
        await readPaths(
          practice,
          what === 'folder' ? (folder === null ? [] : [folder]) : await platform.pickFiles(),
        );
        return {};
      },
      readFleet: async ({ practice, paths }) => {
        requirePaths();
        requireKind(practice);
        for (const path of paths) requireOwnDrive(path);
        await readPaths(practice, paths);
        return {};
      },
      playFleet: async () => {
        const listed = ofKind(session.get().targets, true).map(({ target }) =>
          target.id.slice('practice-'.length),
        );
        const known = listed.filter((id) => id.length <= 15).slice(0, 20);
        const fresh = ['2022-fresh-21', '2019-fresh-22', '2016-inbox-23'].filter((id) => !known.includes(id));
        held = { ...nothingHeld, practice: true };
        lay(
          true,
          exampleFiles([...known, ...fresh], needs.now()).map(({ name, content }) => ({
            name,
            bytes: Buffer.from(content),
          })),
        );
        return {};
      },
      nameColumns: async ({ list, chosen, confirmed }) => {
        show({
          ...held,
          lists: held.lists.map((one) => (one.id === list ? renamed(one, chosen, confirmed) : one)),
        });
        if (!held.lists.some(({ id }) => id === list))
          throw new GangwayError('input.invalid', `no list ${list}`);
        return {};
      },
      clearFleet: async () => {
        show(nothingHeld);
        return {};
      },
      takeFleet: async ({ practice, add }) => {
        const desk = session.get().fleet;
        if (desk.practice !== practice || desk.answers.length === 0)
          throw new GangwayError('step.blocked', 'nothing was read');
        const match = createMatching(ofKind(session.get().targets, practice));
        const lines = desk.answers
          .filter((answer) => add && match(answer).kind === 'new')
          .slice(0, fleetLimits.newAtOnce)
          .map(({ name }) => ({ address: addressOf(name, practice), tags: [] }));
        const { added } = lines.length === 0 ? { added: 0 } : await addServers(needs, { practice, lines });
        return { added, noted: await note(desk) };
      },
    },
    async upload(name, stream, declared) {
      const parts: Buffer[] = [];
      let size = 0;
      const tooLarge = () => new GangwayError('input.invalid', `${name}: > ${fleetLimits.fileBytes} bytes`);
      if ((declared ?? 0) > fleetLimits.fileBytes) throw tooLarge();
      for await (const part of stream) {
        if (!Buffer.isBuffer(part)) continue;
        size += part.length;
        if (size > fleetLimits.fileBytes) throw tooLarge();
        parts.push(part);
      }
      lay(true, [{ name: fileName(name), bytes: Buffer.concat(parts) }]);
    },
  };
}

/** What lies on the desk with one more file. */
function withFile(held: Held, file: Gathered, now: number): Held {
  const name = fileName(file.name);
  const refuse = (why: RefusedId): Held => ({
    ...held,
    refused: [...held.refused, { file: name, name: null, why }],
  });
  if ('why' in file) return refuse(file.why);
  const text = textOf(file.bytes);
  if (text === null) return refuse('binary');
  const read = readFleetFile(decode(text, 0, text.bytes.length), name, now);
  if (read.kind === 'refused') return refuse(read.why);
  if (read.kind === 'list') {
    if (held.lists.length >= fleetLimits.lists) return refuse('tooManyLists');
    const chosen = proposedColumns(read.table);
    const id = Math.max(0, ...held.lists.map((one) => one.id)) + 1;
    const list: HeldList = { id, file: name, table: read.table, chosen, words: null, confirmed: false };
    return { ...held, files: held.files + 1, lists: [...held.lists, renamed(list, chosen, false)] };
  }
  return {
    ...held,
    files: held.files + 1,
    answers: [...held.answers, ...read.answers],
    refused: [...held.refused, ...read.refused.map((why) => ({ file: name, name: null, why }))],
  };
}

/** A list of whose columns a person named some anew. Where another column tells how servers stand, its words are proposed a meaning anew. */
function renamed(list: HeldList, change: ChangedColumns, confirmed: boolean): HeldList {
  const chosen: ListColumns = {
    ...list.chosen,
    ...change,
    meanings: { ...list.chosen.meanings, ...change.meanings },
  };
  const { columns } = list.table;
  const { name, outcome, at, detail } = chosen;
  if ([name, outcome, at, detail].some((column) => column !== null && column >= columns.length))
    throw new GangwayError('input.invalid', 'no such column');
  if (confirmed && (name === null || outcome === null))
    throw new GangwayError('input.invalid', 'columns are missing');
  const meanings = outcome === list.chosen.outcome ? chosen.meanings : meant(list.table, outcome);
  const words = outcome === null ? null : wordsOf(list.table, outcome);
  return { ...list, chosen: { ...chosen, meanings }, words, confirmed };
}

/** What the pages see: the newest answer of each server, and what was refused. */
function deskOf(held: Held, views: readonly TargetView[]): FleetDesk {
  const refused = [...held.refused];
  const all = [...held.answers];
  for (const { table, chosen, file, confirmed } of held.lists) {
    if (!confirmed) continue;
    const { answers, nameless } = answersOfList(table, chosen, file);
    for (const answer of answers) all.push(answer);
    if (nameless > 0) refused.push({ file, name: null, why: 'nameless' });
  }
  const match = createMatching(views);
  const newest = newestOf(all).filter((answer) => {
    const isGood = match(answer).kind !== 'new' || isAddable(answer.name, held.practice);
    if (!isGood)
      refused.push({ file: answer.file, name: answer.name, why: held.practice ? 'notPractice' : 'badName' });
    return isGood;
  });
  const kept = newest.slice(0, fleetLimits.answers);
  if (newest.length > kept.length)
    refused.push({ file: newest[kept.length]?.file ?? '', name: null, why: 'tooManyAnswers' });
  return {
    ...emptyFleet,
    practice: held.practice,
    files: held.files,
    answers: kept,
    lists: held.lists.map(({ table, ...list }) => ({
      ...list,
      columns: table.columns.map((column) => column.slice(0, 100)),
      samples: table.rows
        .slice(0, 3)
        .map((row) => table.columns.map((_, index) => (row[index] ?? '').slice(0, 60))),
      rows: table.rows.length,
    })),
    refused: refused.slice(0, fleetLimits.refused),
    refusedMore: Math.max(0, refused.length - fleetLimits.refused),
  };
}
