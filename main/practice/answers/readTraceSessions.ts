import type { ResultOf } from '../../../shared/model/operations';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { registryNumber, subKeys } from '../machine/registry';

// Stands on: defender/mde-reg-services-etw-acl (the sensor has sessions of its own, which its script protects).
// Invented: which sessions run on a server; looked for: lists of logman query -ets from servers with the sensor

/** The sessions that the sensor records in while it runs. */
const ofSensor = ['SenseAuditLogger', 'SenseEventLog'];

/** What `Get-TraceSession` answers on this machine. */
export function readTraceSessions(machine: Machine): Omit<ResultOf<'Get-TraceSession'>, 'readAt'> {
  const sessions = [
    ...(machine.traceSessions ?? []),
    ...(machine.services.Sense?.status === 'Running' ? ofSensor : []),
  ];
  const set = registryNumber(machine, keys.tracing, 'EtwMaxLoggers') ?? 0;
  const counts = machine.os.BuildNumber >= 16_299 && set >= 32 && set <= 256;
  const autologgers = subKeys(machine, keys.autologgers).filter((name) => /^Sense/i.test(name));
  return {
    sessions: sessions.length === 0 ? null : sessions,
    limit: counts ? set : 64,
    autologgers: autologgers.map((name) => {
      const start = registryNumber(machine, `${keys.autologgers}\\${name}`, 'Start');
      return { name, starts: start === null ? null : start !== 0 };
    }),
    unreadable: [],
  };
}
