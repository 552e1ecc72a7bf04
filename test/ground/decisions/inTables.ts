import { antivirusProducts } from '../../../shared/knowledge/antivirus';
import { codes } from '../../../shared/knowledge/codes';
import { lapsErrors } from '../../../shared/knowledge/laps';
import { osFamilies } from '../../../shared/knowledge/os';
import { winrmCodes } from '../../../shared/knowledge/winrm';
import { type DecisionValue, Gathered } from './value';

const folder = 'shared/knowledge/';

/**
 * The keys of the tables by which a decision is looked up: exit codes, codes of remote management, errors of LAPS, builds of
 * Windows, services of other antivirus products. Tables that only choose words (what an event means) decide nothing.
 */
export function decisionsInTables(): DecisionValue[] {
  const found = new Gathered();
  for (const { tool, code } of codes) found.add(`exit code of ${tool}`, code, `${folder}codes.ts`);
  for (const { code } of winrmCodes) found.add('code of remote management', code, `${folder}winrm.ts`);
  for (const { type, code } of lapsErrors) found.add(`error of LAPS ${type}`, code, `${folder}laps.ts`);
  for (const { build } of osFamilies) found.add('serverState.os.build', build, `${folder}os.ts`);
  for (const { services } of antivirusProducts)
    for (const service of services)
      found.add('service of another antivirus', service, `${folder}antivirus.ts`);
  return found.all();
}
