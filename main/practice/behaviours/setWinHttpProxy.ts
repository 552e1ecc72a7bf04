import { GangwayError } from '../../../shared/errors';
import { NeverEnds, type Behaviour } from '../behaviour';

// Stands on: platform/winhttp-settings-direct, platform/winhttp-settings-named (what is read back).
// Invented: that netsh ends with 1 where it is refused; looked for: exit codes of netsh winhttp, in scripts that test them.

/** Sets the machine-wide proxy of WinHTTP, or takes it away, and reads it back. */
export const setWinHttpProxy: Behaviour<'Set-WinHttpProxy'> = (timeline, { machine, params, takeFault }) => {
  const before = { proxy: machine.proxy.winHttp, bypass: machine.proxy.winHttpBypass };
  const word = ({ proxy, bypass }: typeof before) => `${proxy ?? ''} ${bypass ?? ''}`.trim();
  if (params.proxy === null && params.bypass !== null)
    throw new GangwayError('operation.badParameters', `bypass ${params.bypass}`);
  if (before.proxy === params.proxy && before.bypass === params.bypass) {
    timeline.step('writeWinHttpProxy', 'skipped', word(before));
    return { changed: false, before, after: before };
  }
  timeline.step('writeWinHttpProxy', 'begin', word(params));
  timeline.wait(2_000);
  const fault = takeFault();
  if (fault?.effect === 'hang') throw new NeverEnds();
  if (fault?.effect === 'fail') {
    const code = fault.native ?? 1;
    timeline.log('cmd', 'warn', fault.line);
    throw new GangwayError('operation.failed', `netsh.exe ended with ${String(code)}`, code);
  }
  // The setting is read back, so a change without effect shows in the result itself.
  const after = fault?.effect === 'noop' ? before : params;
  if (after !== before) timeline.patch({ proxy: { winHttp: after.proxy, winHttpBypass: after.bypass } });
  timeline.step('writeWinHttpProxy', 'done', word(after));
  return { changed: word(before) !== word(after), before, after };
};
