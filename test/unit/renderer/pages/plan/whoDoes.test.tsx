import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { applySnapshot } from '../../../../../renderer/mirror';
import { KitPage } from '../../../../../renderer/pages/kit/kitPage';
import { WhoDoes } from '../../../../../renderer/pages/plan/tool/whoDoes';
import { useAsk } from '../../../../../renderer/frame/useAsk';
import { RequestError } from '../../../../../renderer/client';
import type { Failure } from '../../../../../shared/errors';
import type { TargetView } from '../../../../../shared/bridge/session';
import { usualTool, type ToolChoice } from '../../../../../shared/model/deploymentTool';
import { emptyInputs, withJourney } from '../../../../../shared/model/inputs';
import { noWishes, type Wishes } from '../../../../../shared/model/wishes';
import { assess } from '../../../../../shared/steps/progress';
import { aServer, readAt, server2012R2 } from '../../../../fixtures/facts';
import { aPackage } from '../../../../fixtures/kits';
import { Around, aSession, aView, fakeDoor, pageProps } from '../../fakeDoor';

beforeEach(async () => {
  await startTexts('en');
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    },
  );
});
afterEach(cleanup);

const aServerWith = (
  tool: ToolChoice | null,
  journey: 'onboard' | 'takeOff' = 'onboard',
  wishes: Partial<Wishes> = {},
  facts = aServer(),
): TargetView =>
  aView({
    target: { kind: 'local', id: 'local', name: 'NORD-FS03' },
    facts,
    inputs: withJourney({ ...emptyInputs('local'), wishes: { ...noWishes, ...wishes } }, journey, { tool }),
  });

function Choice({ view, journey }: { view: TargetView; journey: 'onboard' | 'takeOff' }) {
  const ask = useAsk();
  const { known } = assess(view, [], readAt + 1000, journey);
  if (known === null) throw new Error('not read');
  return <WhoDoes targetId="local" journey={journey} known={known} ask={ask} />;
}
function show(view: TargetView, journey: 'onboard' | 'takeOff' = 'onboard') {
  const { door, asked } = fakeDoor();
  render(
    <Around door={door}>
      <Choice view={view} journey={journey} />
    </Around>,
  );
  return () =>
    asked.map(({ input }) => (input as { change: { journey: string; tool: ToolChoice | null } }).change);
}

it('asks for the tool as it is usual, and for Gangway again, and for nothing else', () => {
  const asked = show(aServerWith(null));
  expect(screen.queryByText('What is not known about this tool')).toBeNull();
  fireEvent.click(screen.getByRole('radio', { name: 'Microsoft’s deployment tool' }));
  cleanup();
  const again = show(aServerWith(usualTool));
  fireEvent.click(screen.getByRole('radio', { name: 'Gangway' }));
  expect([...asked(), ...again()]).toEqual([
    { kind: 'chooseTool', journey: 'onboard', tool: usualTool },
    { kind: 'chooseTool', journey: 'onboard', tool: null },
  ]);
});

it('shows a choice at once, and takes it back where it was refused', async () => {
  const refused: Failure = { code: 'step.blocked', detail: '', native: null };
  const { door } = fakeDoor({ changeInputs: () => Promise.reject(new RequestError(refused)) });
  render(
    <Around door={door}>
      <Choice view={aServerWith(null)} journey="onboard" />
    </Around>,
  );
  const tool = screen.getByRole<HTMLInputElement>('radio', { name: 'Microsoft’s deployment tool' });
  fireEvent.click(tool);
  expect(tool.checked).toBe(true);
  await waitFor(() => {
    expect(tool.checked).toBe(false);
  });
});

it('keeps a folder as the server sees it, and no other text', () => {
  const asked = show(aServerWith(usualTool));
  const folder = screen.getByLabelText('Folder with its downloaded files');
  const keep = screen.getByRole('button', { name: 'Keep' });
  for (const wrong of ['DefenderDT', 'D:', 'D:\\a"b', '/srv/tool']) {
    fireEvent.change(folder, { target: { value: wrong } });
    expect(folder.getAttribute('aria-invalid'), wrong).toBe('true');
    fireEvent.click(keep);
  }
  // A stroke at its end would end the quotation marks on a command line.
  fireEvent.change(folder, { target: { value: '\\\\nord\\share\\DefenderDT\\' } });
  fireEvent.click(keep);
  expect(asked()).toEqual([
    {
      kind: 'chooseTool',
      journey: 'onboard',
      tool: { ...usualTool, source: '\\\\nord\\share\\DefenderDT' },
    },
  ]);
});

it('offers the look where a server is brought on board, and the way without a connection where it leaves', () => {
  const asked = show(aServerWith(usualTool));
  fireEvent.click(screen.getByRole('checkbox', { name: /Let it look first/ }));
  cleanup();
  const leaving = show(aServerWith(usualTool, 'takeOff'), 'takeOff');
  expect(screen.queryByRole('checkbox', { name: /Let it look first/ })).toBeNull();
  fireEvent.click(screen.getByRole('checkbox', { name: /Without a connection/ }));
  expect(asked()[0]?.tool).toEqual({ ...usualTool, precheck: false });
  expect(leaving()[0]?.tool).toEqual({ ...usualTool, offline: true });
});

it.each<[string, Partial<Wishes>, RegExp]>([
  ['a tag that cannot stand on a command line', { deviceTag: 'a"b' }, /The tag: it has a sign/],
  ['several workspaces', { workspaces: ['ws-1', 'ws-2'] }, /takes one, and several are wished away/],
  ['a proxy', { sensorProxy: 'edr.example:8080' }, /edr\.example:8080 is given to the tool, too/],
])('says what stays with Gangway, or is told twice: %s', (_, wishes, words) => {
  show(aServerWith(usualTool, 'onboard', wishes));
  expect(screen.getByText(words)).toBeTruthy();
});

it.each([
  ['is in the library and was not chosen', null, true],
  ['was chosen', usualTool, false],
] as const)('on the page Packages: the way to the tool where it %s', (_, tool, shown) => {
  const facts = aServer(server2012R2);
  const library = [aPackage('anything.exe', { kind: 'deploymentTool', version: '1.0.0.6' })];
  const view = aServerWith(tool, 'onboard', {}, facts);
  applySnapshot(aSession({ libraries: { real: library, practice: [] } }));
  const { door } = fakeDoor();
  const props = pageProps(view);
  render(
    <Around door={door}>
      <KitPage {...props} library={library} />
    </Around>,
  );
  const open = screen.queryByRole('button', { name: 'Open the plan' });
  expect(open !== null).toBe(shown);
  if (open !== null) fireEvent.click(open);
  expect(props.went).toEqual(shown ? ['plan'] : []);
});
