// Stands on: defender/mde-analyzer-cmd, defender/mde-analyzer-params-2024, defender/mde-analyzer-xml, defender/mde-analyzer-xml-elements, defender/mde-analyzer-connectivity-lines, defender/mde-analyzer-zip.
// Invented: what the checks say, the addresses, and how long it takes; looked for: a result of a server. Microsoft's own sentences are not repeated.

import { GangwayError } from '../../../../shared/errors';
import type { ResultOf } from '../../../../shared/model/operations';
import analyzer from '../../analyzer.json';
import { verifyFile, type Behaviour } from '../../behaviour';

/** Plays Microsoft's Client Analyzer: its report says of the cloud and of the sensor what is so on this machine. */
export const invokeClientAnalyzer: Behaviour<'Invoke-ClientAnalyzer'> = (timeline, told) => {
  const { machine, params, runFolder, takeFault } = told;
  verifyFile(timeline, machine, params.file);
  timeline.step('analyze', 'begin');
  timeline.wait(180_000);
  const fault = takeFault();
  timeline.log('analyzer', 'info', analyzer.output);
  if (fault?.effect === 'fail') {
    timeline.step('analyze', 'done', String(fault.native));
    throw new GangwayError(
      'operation.failed',
      `the Client Analyzer ended with ${String(fault.native)} and left no report`,
      fault.native,
    );
  }
  timeline.step('analyze', 'done', '0');
  const { checks, lines } = machine.cloud.reachable ? analyzer.reached : analyzer.blocked;
  const sense = machine.services.Sense;
  const running = sense?.status === 'Running';
  const facts: ResultOf<'Invoke-ClientAnalyzer'>['facts'] = [
    { name: 'scriptVersion', title: 'Script version', value: analyzer.version, alert: '' },
    ...(sense === undefined
      ? []
      : [
          {
            name: 'SenseServiceStatus',
            title: 'Sense service status',
            value: running ? 'Running' : 'Stopped',
            alert: running ? 'None' : 'High',
          },
        ]),
  ];
  const resultPath = `${runFolder}\\MDEClientAnalyzerResult.zip`;
  return { version: analyzer.version, checks, facts, lines, resultPath };
};
