import { expect, it } from 'vitest';
import { codes } from '../../../../shared/knowledge/codes';
import {
  neverTold,
  restrictedSensor,
  restrictedUpdates,
  toolConfigurations,
  toolLog,
  toolParameters,
} from '../../../../shared/knowledge/deploymentTool';
import { holds, rowOf } from '../../../ground/row';

const names = Object.keys(toolParameters);

it('knows the parameters of the tool’s page, and no other', () => {
  const row = rowOf('servicing/servicing-ddt-parameters');
  expect(names.filter((name) => !holds(row, `-${name}`))).toEqual([]);
  const shown = JSON.stringify(row.shows).match(/-[A-Z][A-Za-z]+/g) ?? [];
  expect(new Set(shown.map((word) => word.slice(1)).filter((name) => name !== 'Help'))).toEqual(
    new Set(names),
  );
});

it('never lets the tool restart the server, nor take a key or a configuration', () => {
  expect(neverTold).toEqual(['AllowReboot', 'Key', 'VDI', 'UpdateOnly', 'Config', 'MakeConfig']);
});

it('doubts what no sample of a configuration file has', () => {
  const row = rowOf('servicing/servicing-ddt-configuration');
  const { keys } = row.shows;
  for (const [name, { inConfiguration, doubt }] of Object.entries(toolParameters))
    if (inConfiguration)
      expect([name, doubt === null]).toEqual([name, Array.isArray(keys) && keys.includes(name)]);
  expect(toolConfigurations.filter((name) => !holds(row, name))).toEqual([]);
});

it('explains the exit codes of the tool’s page, and no other', () => {
  const row = rowOf('servicing/servicing-ddt-exit-codes');
  const own = codes.filter(({ tool }) => tool === 'deploymentTool').map(({ code }) => code);
  expect(row.shows.codes).toEqual(own);
});

it('has its log and the sensors of restricted mode from the same pages', () => {
  expect(holds(rowOf('servicing/servicing-ddt-log'), toolLog)).toBe(true);
  const restricted = rowOf('servicing/servicing-ddt-restricted');
  expect(Object.values(restrictedUpdates).every((kb) => holds(restricted, kb))).toBe(true);
  expect(holds(restricted, restrictedSensor)).toBe(true);
});
