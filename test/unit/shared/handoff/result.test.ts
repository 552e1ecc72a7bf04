import { describe, expect, it } from 'vitest';
import {
  type ServerResult,
  exitCodes,
  resultTable,
  resultText,
  serverResultSchema,
} from '../../../../shared/handoff/result';
import { codes } from '../../../../shared/knowledge/codes';

const result: ServerResult = {
  version: 1,
  computer: 'NORD-FS03',
  at: 1_782_000_000_000,
  windows: { build: 14393, name: 'Windows Server 2016 Standard' },
  handOff: 'Défense',
  order: null,
  outcome: 'failed',
  onboardingState: 0,
  orgId: null,
  mode: 'Passive Mode',
  exitCode: exitCodes.install,
  step: 'install',
  detail: 'msiexec said "1603", twice',
};

describe('the result of a server', () => {
  it('is read back from its file, which is plain ASCII', () => {
    const text = resultText(result);
    expect(text).toMatch(/^[\x20-\x7E\r\n]*$/);
    expect(serverResultSchema.parse(JSON.parse(text))).toEqual(result);
  });

  it('is a row of its table', () => {
    expect(resultTable([result]).split('\r\n').slice(0, 2)).toEqual([
      '"computer","at","build","windows","handOff","order","outcome","onboardingState","orgId","mode","exitCode","step","detail"',
      '"NORD-FS03","1782000000000","14393","Windows Server 2016 Standard","Défense","","failed","0","","Passive Mode","244","install","msiexec said ""1603"", twice"',
    ]);
  });

  it('has codes of its own, which no tool that Gangway knows ends with', () => {
    const own = Object.values(exitCodes).filter((code) => ![0, 3010, 1618].includes(code));
    expect(new Set(own).size).toBe(own.length);
    expect(codes.filter(({ code }) => own.some((one) => one === code))).toEqual([]);
  });
});
