import { Input } from '@fluentui/react-components';
import { useState } from 'react';
import { ActionButton } from '../../renderer/components/actionButton';
import { ActionList } from '../../renderer/components/actionList';
import { CodeView } from '../../renderer/components/codeView';
import { Figures } from '../../renderer/components/figures';
import { Glyph } from '../../renderer/components/glyph';
import { Inspector } from '../../renderer/components/inspector';
import { Note } from '../../renderer/components/note';
import { PropertyList } from '../../renderer/components/propertyList';
import { Shell } from './shell';

const nothing = () => undefined;

const code = `# Runs as SYSTEM on NORD-FS03
$msi = 'C:\\ProgramData\\Gangway\\staging\\md4ws.msi'
if ((Get-FileHash $msi).Hash -ne $Expected) { throw 'GW.Hash' }
$p = Start-Process msiexec.exe -Wait -PassThru -ArgumentList @(
  '/i', $msi, '/quiet', '/norestart')
exit $p.ExitCode`;

/** The contract: actions, inspector, exact PowerShell. */
export function Plan() {
  const [selected, setSelected] = useState('install');
  return (
    <Shell
      at={5}
      title="Plan"
      lead="In this order, and nothing else. Select an action to see exactly what runs."
      secondary={
        <>
          <ActionButton onPress={nothing}>Back</ActionButton>
          <label htmlFor="name" className="gw-detail">
            Type the server name
          </label>
          <Input id="name" />
        </>
      }
      primary={{ label: 'Start changes', onPress: nothing, notYet: 'The name does not match yet' }}
      inspector={
        <Inspector
          label="Details"
          caption="Action 5"
          title="Install Defender for Endpoint"
          foot={
            <ActionButton variant="quiet" onPress={nothing}>
              Export plan
            </ActionButton>
          }
        >
          <PropertyList
            items={[
              { name: 'Runs', value: 'On the server, as SYSTEM, one-shot task' },
              { name: 'Done when', value: 'Product 10.8805 or newer is registered' },
              { name: 'If it fails', value: 'Stops here, asks you; no automatic retry' },
            ]}
          />
          <CodeView title="Exact PowerShell" code={code} hash="Script 3b81…e07d, pinned in this version" />
        </Inspector>
      }
    >
      <Figures
        items={[
          { id: 'a', figure: '8', word: 'actions' },
          { id: 'b', figure: '14 to 20', word: 'min' },
          { id: 'c', figure: '1', word: 'restart', glyph: <Glyph state="restart" /> },
          { id: 'd', figure: '1', word: 'one-way action', glyph: <Glyph state="oneWay" /> },
        ]}
      />
      <section className="gw-section">
        <ActionList
          label="Actions"
          selected={selected}
          onSelect={setSelected}
          actions={[
            {
              id: 'copy',
              title: 'Copy the kit to the server',
              detail: '6 files, 648 MB, hashes checked on arrival',
              flag: { kind: 'undo', text: 'Removed at the end' },
              minutes: '3 min',
              state: 'done',
            },
            {
              id: 'restart',
              title: 'Restart the server',
              detail: 'File shares are offline meanwhile',
              flag: { kind: 'restart', text: 'About 5 min offline' },
              minutes: '5 min',
            },
            {
              id: 'install',
              title: 'Install Defender for Endpoint',
              detail: 'md4ws.msi 10.8805, passive from the first second',
              flag: { kind: 'undo', text: 'Can be undone' },
              minutes: '4 min',
            },
            {
              id: 'onboard',
              title: 'Onboard to Contoso Nord',
              detail: 'Tenant 7a1f…c3e9, as SYSTEM',
              flag: { kind: 'oneWay', text: 'One-way' },
              minutes: '2 min',
            },
            {
              id: 'prove',
              title: 'Prove it and clean up',
              detail: 'Six proofs read back, staging folder removed',
              flag: { kind: 'reads', text: 'Reads only' },
              minutes: '1 min',
            },
          ]}
        />
      </section>
      <section className="gw-section">
        <Note tone="caution" glyph="oneWay" lead="Action 7 has no undo button.">
          Leaving the tenant needs its offboarding package from the portal, valid for 7 days after download.
        </Note>
      </section>
    </Shell>
  );
}
