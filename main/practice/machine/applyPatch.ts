import { z } from 'zod';
import { machineSchema, type Machine } from './machine';
import { mergePatch } from './mergePatch';
import { inLanguage } from '../answers/windowsLanguage';
import { fileTime } from './openMachine';

/** A merge patch over a machine; see `mergePatch` and the placeholders of `fillIn`. */
export type MachinePatch = Readonly<Record<string, unknown>>;
/** Values for the `{name}` placeholders in the texts of a patch. */
export type PatchValues = Readonly<Record<string, string>>;

/** Parts of a patch that take effect later: their times are filled in then, their names at once. */
const later = new Set(['patch', '+atRestart']);

function fillText(text: string, now: number | null, values: PatchValues): unknown {
  const instant = /^now(?:\+(\d+))?$/.exec(text);
  if (instant !== null && now !== null) return Math.round(now) + Number(instant[1] ?? 0);
  const filled = text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => {
    if (name === 'filetime' && now !== null) return fileTime(now);
    return Object.hasOwn(values, name) ? (values[name] ?? whole) : whole;
  });
  // The id of an event can be a code.
  return text === '{code}' && filled !== text ? Number(filled) : filled;
}

function fillIn(value: unknown, now: number | null, values: PatchValues): unknown {
  if (typeof value === 'string') return fillText(value, now, values);
  if (Array.isArray(value)) return value.map((item) => fillIn(item, now, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillIn(item, later.has(key) ? null : now, values)]),
  );
}

/**
 * A patch at the instant `now` (epoch ms of the machine): in its texts `now` and `now+N` become instants, `{filetime}` the
 * same as FILETIME, and `{name}` the given value (`{code}` alone is a number).
 */
export function patchAt(patch: MachinePatch, now: number, values: PatchValues = {}): MachinePatch {
  return Object.fromEntries(
    Object.entries(patch).map(([key, item]) => [key, fillIn(item, later.has(key) ? null : now, values)]),
  );
}

const patchSchema = z.record(z.string(), z.unknown());

/** The machine after a patch at the instant `now`, in the language of its Windows; see `patchAt`. Throws when the result is no machine. */
export function applyPatch(
  machine: Machine,
  patch: MachinePatch,
  now: number,
  values: PatchValues = {},
): Machine {
  const spoken = patchSchema.parse(inLanguage(patch, machine.language));
  return machineSchema.parse(mergePatch(machine, patchAt(spoken, now, values)));
}
