import { ActionButton } from '../../renderer/components/actionButton';
import { ChangeLedger } from '../../renderer/components/changeLedger';
import { CopyButton } from '../../renderer/components/copyButton';
import { Drawer } from '../../renderer/components/drawer';
import { Proof } from '../../renderer/components/proof';
import { ProofGrid } from '../../renderer/components/proofGrid';
import { Shell } from './shell';

const nothing = () => undefined;

/** Six proofs and what cannot be proved. */
export function Verify() {
  return (
    <Shell
      at={7}
      state="done"
      note="6 of 6"
      title="Onboarded: six of six proofs agree"
      titleState="done"
      lead="Each one was read from NORD-FS03 after the run, not remembered from it."
      changed={
        <>
          <b>6 changes</b> on NORD-FS03, 1 is one-way.
        </>
      }
      primary={{ label: 'Continue to detection test', onPress: nothing }}
    >
      <ProofGrid label="Proofs">
        <Proof
          state="done"
          claim="Sensor service is running"
          source="sc.exe query sense, qc sense"
          time="14:56:41"
          raw="STATE: 4 RUNNING   START_TYPE: 2 AUTO_START"
          record={'SERVICE_NAME: sense\nSTATE: 4 RUNNING\nSTART_TYPE: 2 AUTO_START'}
        />
        <Proof
          state="done"
          claim="Server says it is onboarded"
          source="HKLM\…\Windows Advanced Threat Protection\Status"
          time="14:56:41"
          raw="OnboardingState  REG_DWORD  0x1"
        />
        <Proof
          state="waiting"
          claim="Sensor reached the cloud"
          source="SENSE/Operational log, via 10.20.0.9:8080"
          time="14:56:43"
          raw="SENSE  4  contacted server, 50  configuration"
        />
        <Proof
          state="done"
          claim="Antivirus is passive, as chosen"
          source="Get-MpComputerStatus, policy value is 1"
          time="14:56:44"
          raw="AMRunningMode  Passive Mode"
        />
      </ProofGrid>
      <Proof
        state="notProvable"
        claim="Not proved from here: the device in the portal"
        source="It usually appears 5 to 30 min after first contact."
        action={<ActionButton onPress={nothing}>Device page</ActionButton>}
      />
    </Shell>
  );
}

/** The changes in the drawer, over the proofs. */
export function Ledger() {
  return (
    <>
      <Verify />
      <Drawer
        open
        onClose={nothing}
        title="6 changes on NORD-FS03"
        lead="Newest first. Each was read back after it was made."
        foot={
          <>
            <ActionButton onPress={nothing}>Plan the way back</ActionButton>
            <CopyButton size="medium" label="Copy list" text="" />
          </>
        }
      >
        <ChangeLedger
          label="Changes"
          changes={[
            {
              id: '1',
              time: '14:55:58',
              title: 'Onboarded to Contoso Nord',
              before: 'no tenant',
              now: '7a1f…c3e9',
              end: { kind: 'oneWay', text: 'One-way' },
            },
            {
              id: '2',
              time: '14:51:40',
              title: 'Passive mode held by policy',
              before: 'not set',
              now: '1',
              source: 'HKLM\\…\\ForceDefenderPassiveMode',
              end: { kind: 'undo', onUndo: nothing },
            },
            {
              id: '3',
              time: '14:41:07',
              title: 'Server restarted',
              before: 'up since 24 Nov 02:14',
              now: 'up since 24 Nov 14:44',
              end: { kind: 'word', text: 'Done' },
            },
          ]}
        />
      </Drawer>
    </>
  );
}
