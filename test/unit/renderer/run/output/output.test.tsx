import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutputLine } from '../../../../../shared/bridge/output';
import { createClient, DoorProvider, type Door } from '../../../../../renderer/client';
import { startTexts } from '../../../../../renderer/i18n';
import { useRunOutput } from '../../../../../renderer/run/output/useRunOutput';
import { fakeDoor } from '../../fakeDoor';

const runId = '20261124-143208-1a2b3c4d';
const line = (seq: number, text = `line ${seq}`, source = 'msi'): OutputLine => ({
  seq,
  at: 1,
  source,
  level: 'info',
  text,
  action: 'onboard',
});

/** A carrier whose server has `lines`; `send` gives an event to the page. */
function carrier(lines: OutputLine[]) {
  let listener: (event: unknown) => void = () => undefined;
  const asked: number[] = [];
  const acknowledged: number[] = [];
  const client = createClient({
    request: async (message) => {
      const { name, input } = message as {
        name: string;
        input: { from: number; limit: number; seq: number };
      };
      if (name === 'ackOutput') {
        acknowledged.push(input.seq);
        return { ok: true, value: {} };
      }
      asked.push(input.from);
      return {
        ok: true,
        value: { lines: lines.slice(input.from, input.from + input.limit), total: lines.length },
      };
    },
    subscribe: (listen, onReady) => {
      listener = listen;
      onReady();
      return () => undefined;
    },
    files: { kind: 'upload', upload: async () => ({ ok: true, value: {} }) },
  });
  const door: Door = { ...fakeDoor().door, client };
  return {
    door,
    asked,
    acknowledged,
    send: (sent: OutputLine[]) => listener({ type: 'output', runId, lines: sent }),
  };
}

function Lines({ lines }: { lines: number }) {
  const { ring } = useRunOutput(runId, lines);
  return (
    <button
      type="button"
      onClick={(event) => {
        event.currentTarget.textContent = ring
          .slice(ring.start, ring.end)
          .map((row) => row.text)
          .join('|');
      }}
    >
      read
    </button>
  );
}
const settle = (ms = 60) => act(() => new Promise((done) => setTimeout(done, ms)));
const text = () => {
  const button = screen.getByRole('button');
  act(() => button.click());
  return button.textContent;
};

beforeEach(async () => {
  await startTexts('en');
});
afterEach(cleanup);

describe('output of a run', () => {
  it('shows what was written before, takes new lines as they come, and asks for a gap', async () => {
    const lines = [line(0), line(1)];
    const { door, send } = carrier(lines);
    render(
      <DoorProvider value={door}>
        <Lines lines={2} />
      </DoorProvider>,
    );
    await settle();
    expect(text()).toBe('line 0|line 1');
    lines.push(line(2));
    send([line(2)]);
    expect(text()).toBe('line 0|line 1|line 2');
    lines.push(line(3), line(4));
    send([line(4)]);
    await settle();
    expect(text()).toBe('line 0|line 1|line 2|line 3|line 4');
  });

  it('asks for lines that the session knows of and no event brought', async () => {
    const lines = [line(0)];
    const { door } = carrier(lines);
    const page = (count: number) => (
      <DoorProvider value={door}>
        <Lines lines={count} />
      </DoorProvider>
    );
    const { rerender } = render(page(1));
    await settle();
    lines.push(line(1));
    rerender(page(2));
    await settle(600);
    expect(text()).toBe('line 0|line 1');
  });

  it('says how far it has come, at first and then every thousand lines', async () => {
    const lines = Array.from({ length: 10 }, (_, n) => line(n));
    const { door, send, acknowledged } = carrier(lines);
    render(
      <DoorProvider value={door}>
        <Lines lines={10} />
      </DoorProvider>,
    );
    await settle();
    expect(acknowledged).toEqual([9]);
    const more = Array.from({ length: 1500 }, (_, n) => line(10 + n));
    lines.push(...more);
    send(more.slice(0, 500));
    await settle();
    expect(acknowledged).toEqual([9]);
    send(more.slice(500));
    await settle();
    expect(acknowledged).toEqual([9, 1509]);
  });

  it('puts stages into words and leaves the words of tools alone', async () => {
    const { door } = carrier([
      { ...line(0, 'raw', 'step'), stage: { key: 'verifyFile', state: 'begin', detail: 'md4ws.msi' } },
      { ...line(1, 'raw', 'step'), stage: { key: 'unheard', state: 'skipped', detail: '' } },
      line(2, 'begin verifyFile md4ws.msi'),
    ]);
    render(
      <DoorProvider value={door}>
        <Lines lines={3} />
      </DoorProvider>,
    );
    await settle();
    expect(text()).toBe(
      'Checking the file against its fingerprint: begins (md4ws.msi)|unheard: not needed|begin verifyFile md4ws.msi',
    );
  });
});
