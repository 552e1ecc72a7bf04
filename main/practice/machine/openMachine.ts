import type { Machine, RegistryValue } from './machine';
import { moveTraces } from './policyTraces';

/** The instant to which the times of a machine file are relative: 2026-11-24T10:00Z. */
export const machineEpoch = Date.UTC(2026, 10, 24, 10, 0, 0);

const windowsEpochMs = 11_644_473_600_000n;

/** A Windows FILETIME (100 ns since 1601) as text, because it does not fit a JSON number. */
export function fileTime(at: number): string {
  return String((BigInt(Math.round(at)) + windowsEpochMs) * 10_000n);
}

/** The instant (epoch ms) of a FILETIME text; null for anything else. */
export function fromFileTime(text: string): number | null {
  return /^\d{1,20}$/.test(text) ? Number(BigInt(text) / 10_000n - windowsEpochMs) : null;
}

/** A FILETIME as Windows keeps it in eight bytes, in hexadecimal. */
export function fileTimeBytes(at: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(fileTime(at)));
  return bytes.toString('hex').toUpperCase();
}

/** The instant of a FILETIME in eight bytes; null for anything else. */
export function fromFileTimeBytes(hex: string): number | null {
  return /^[0-9A-F]{16}$/i.test(hex) ? fromFileTime(String(Buffer.from(hex, 'hex').readBigInt64LE())) : null;
}

function shiftValue(name: string, value: RegistryValue, by: number): RegistryValue {
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  if (name === 'SignatureUpdateLastAttempted') {
    const attempted = fromFileTimeBytes(String(value.value));
    return attempted === null ? value : { ...value, value: fileTimeBytes(attempted + by) };
  }
  if (name !== 'LastConnected') return value;
  const at = fromFileTime(String(value.value));
  return at === null ? value : { ...value, value: fileTime(at + by) };
}

function shiftRegistry(registry: Machine['registry'], by: number): Machine['registry'] {
  return Object.fromEntries(
    Object.entries(registry).map(([key, values]) => [
      key,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shiftValue(name, value, by)])),
    ]),
  );
}

/** A machine as its file describes it, moved in time so that the epoch of machine files becomes `now` (epoch ms). */
export function openMachine(machine: Machine, now: number): Machine {
  const by = now - machineEpoch;
  const { defender } = machine;
  return {
    ...machine,
    boot: {
      ...machine.boot,
      startedAt: machine.boot.startedAt + by,
      recent: machine.boot.recent.map(({ downAt, upAt }) => ({ downAt: downAt + by, upAt: upAt + by })),
    },
    registry: shiftRegistry(machine.registry, by),
    defender: defender && {
      ...defender,
      AntivirusSignatureLastUpdated: defender.AntivirusSignatureLastUpdated + by,
    },
    events: machine.events.map((event) => ({ ...event, at: event.at + by })),
    ...(machine.tasks === undefined
      ? {}
      : {
          tasks: machine.tasks.map((task) => ({
            ...task,
            lastRunAt: task.lastRunAt === null ? null : task.lastRunAt + by,
          })),
        }),
    ...(machine.policyTraces && { policyTraces: moveTraces(machine.policyTraces, by) }),
    processes: machine.processes.map((process) => ({ ...process, startedAt: process.startedAt + by })),
    atTime: machine.atTime.map((timed) => ({ ...timed, at: timed.at + by })),
  };
}
