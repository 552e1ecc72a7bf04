import { ActionButton } from '../../renderer/components/actionButton';
import { FactRow } from '../../renderer/components/factRow';
import { FactTable } from '../../renderer/components/factTable';
import { NextStep } from '../../renderer/components/nextStep';
import { Section } from '../../renderer/components/section';
import { Shell } from './shell';

const nothing = () => undefined;

/** A failure: cause, next step, what the server shows, the original words. */
export function Failed() {
  return (
    <Shell
      at={6}
      state="stopped"
      note="Stopped"
      title="Install stopped: the antivirus platform is too old"
      titleState="stopped"
      large
      lead="The package brings platform 4.18.25110, but NORD-SQL01 still runs 4.10.14393. It tried to download the update and has no way out to the internet."
      changed={
        <>
          <b>1 change</b> on NORD-SQL01, can be undone.
        </>
      }
      secondary={
        <>
          <ActionButton onPress={nothing}>Copy for support</ActionButton>
          <ActionButton onPress={nothing}>Back to plan</ActionButton>
        </>
      }
    >
      <NextStep
        step="Add UpdatePlatform.exe to the kit and run this action again"
        cost="About 2 min. Everything already done is recognised and not repeated."
        action={
          <ActionButton variant="primary" onPress={nothing}>
            Add the file
          </ActionButton>
        }
        waysLead="Not possible here?"
        ways={
          <>
            <ActionButton variant="link" onPress={nothing}>
              Let the server use a proxy
            </ActionButton>
            <ActionButton variant="link" onPress={nothing}>
              Undo the 1 change and leave
            </ActionButton>
          </>
        }
      />
      <Section title="What the server shows now" note="Read again at 13:52:40, after the failure">
        <FactTable label="What the server shows now">
          <FactRow
            fact="Installed product"
            value="None. The installer never started"
            source="HKLM\…\Uninstall"
          />
          <FactRow
            fact="Antivirus platform"
            value="4.10.14393.0"
            source="WinDefend ImagePath"
            time="13:52:40"
          />
          <FactRow fact="Policy" unreadable="Access denied" source="HKLM\…\Policies" time="13:52:40" />
          <FactRow fact="Antivirus" value="Running" source="Get-Service" time="13:52:40" stale />
        </FactTable>
      </Section>
      <Section
        title="What it said"
        note="Exit 4 from Install.ps1, ERR_NO_INTERNET_CONNECTIVITY"
        end={
          <ActionButton variant="link" onPress={nothing}>
            Open full output
          </ActionButton>
        }
      >
        <pre className="gw-inset gw-mono">
          13:52:31 Platform version 4.10.14393.0 is older than 4.18.25110.6{'\n'}13:52:36 The remote name
          could not be resolved
        </pre>
      </Section>
    </Shell>
  );
}
