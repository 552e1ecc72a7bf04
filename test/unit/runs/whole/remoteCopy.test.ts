import { afterEach, describe, expect, it } from 'vitest';
import type { OpenShell } from '../../../../main/servers/server';
import { GangwayError } from '../../../../shared/errors';
import type { OperationName, ParamsOf, ResultOf } from '../../../../shared/model/operations';
import type { ReadOptions, Shell } from '../../../../main/shell/shell';
import { ScriptedServer } from '../../../fakes/scriptedServer';
import * as on from '../../app/stage';
import { Walker } from '../../app/walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

const identity = {
  computerName: 'SRV1',
  domain: null,
  machineId: 'm',
  userName: 'me',
  userSid: 'S-1-5-21-1-2-3-1001',
  isAdministrator: true,
  isLocalAccount: false,
  psVersion: '5.1.17763.1',
  languageMode: 'FullLanguage',
  is64Bit: true,
  executionPolicy: 'RemoteSigned',
};

/** A scripted server that is reached over a network, whose copies end as `copies` says before they work. */
class FarServer {
  readonly server = new ScriptedServer();
  constructor(readonly copies: (() => void)[]) {}

  readonly open = async (): Promise<OpenShell> => {
    const { shell } = await this.server.open();
    const run = async <N extends OperationName>(
      name: N,
      params: ParamsOf<N>,
      options: ReadOptions = {},
    ): Promise<ResultOf<N>> => {
      if (name === 'Get-ServerIdentity') return identity as ResultOf<N>;
      if (name === 'Send-Package') {
        const copy = this.copies.shift();
        if (copy !== undefined) this.server.received.push({ operation: name, kind: 'change', params });
        copy?.();
      }
      return shell.run(name, params, options);
    };
    const far: Shell = { ...shell, run };
    return {
      shell: far,
      practice: {
        approach: {
          resolve: async () => ['192.0.2.1'],
          reach: async () => 'open',
          certificate: async () => null,
          chainStatus: async () => [],
          identify: async () => ({ product: '' }),
        },
        address: 'srv1',
        laps: null,
        accounts: [],
        here: shell,
        speed: () => 1,
        fault: () => 'none',
        setSpeed: async () => undefined,
        setFault: async () => undefined,
        reset: async () => undefined,
      },
    };
  };
}

const breaks = () => {
  throw new GangwayError('target.unreachable');
};

async function carryOut(far: FarServer) {
  walker = await Walker.start(undefined, { openShell: far.open, pace: on.quickly });
  await walker.prepare('2019-fresh', ['onboarding'], 'active');
  far.server.received.length = 0;
  await on.startPlan(walker);
  return on.atRest(walker);
}

describe('a copy over the network', () => {
  // Also where the server ended the session after a thousand commands (row platform/winrm-quota-commands-in-a-shell).
  it('that broke goes on once the link is back and the server shows that the files are not there', async () => {
    const far = new FarServer([breaks, breaks]);
    expect((await carryOut(far)).run?.outcome).toBe('done');
    expect(far.server.changes).toEqual(['Send-Package', 'Send-Package', 'Send-Package', 'Invoke-Onboarding']);
    // Facts are read before each further try.
    const order = far.server.received.map(({ operation }) => operation).join(' ');
    expect(order).toContain(
      'Send-Package Get-ServerState Set-Lease Send-Package Get-ServerState Set-Lease Send-Package',
    );
  });

  it('is not asked for again where all files had arrived', async () => {
    const far: FarServer = new FarServer([
      () => {
        const kit = walker?.session?.libraries.practice ?? [];
        far.server.show({ kit: kit.map(({ sha256, name, bytes }) => ({ sha256, name, bytes })) });
        breaks();
      },
    ]);
    const view = await carryOut(far);
    expect(on.stateOf(view.run, 'send-kit')).toBe('done');
    expect(far.server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });

  it('that breaks again and again without a byte more is given up, and its outcome is unknown', async () => {
    const far = new FarServer([breaks, breaks, breaks, breaks, breaks, breaks]);
    expect((await carryOut(far)).run).toMatchObject({
      outcome: 'unknown',
      failure: { code: 'target.unreachable' },
    });
    expect(far.server.changes).toEqual(['Send-Package', 'Send-Package', 'Send-Package']);
  });
});
