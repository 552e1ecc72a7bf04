import { antivirusTest } from '../../model/antivirus/antivirusTest';
import type { Action } from './action';

/**
 * Puts the EICAR file on the server and sees whether Defender takes it. It is in no plan: a person asks for it on the page of the detection test, as often as
 * wanted (Microsoft: "EICAR" as a test of the antivirus, beside that of the sensor).
 */
export const testAntivirus: Action = {
  id: 'test-antivirus',
  operation: 'Invoke-AntivirusTest',
  restart: 'no',
  oneWay: false,
  minutes: [0, 2],
  rules: 'moments',
  applies: () => true,
  isDone: ({ facts }) => antivirusTest(facts).state === 'removed',
  call: () => ({ operation: 'Invoke-AntivirusTest', params: {} }),
  evidence: (facts) => {
    const { state, at } = antivirusTest(facts);
    return at === null ? 'not tested' : `antivirus ${state} ${new Date(at).toISOString()}`;
  },
};
