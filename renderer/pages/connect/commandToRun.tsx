import { useTexts } from '../../useTexts';
import { CodeView } from '../../components/codeView';
import { serverCommands, type ServerCommand } from './serverCommands';
import './connect.css';

/** A command that a person runs on the server, with what it costs and what takes it back or stays. */
export function CommandToRun({ command }: { command: ServerCommand }) {
  const { t } = useTexts('connect');
  const { run, undo } = serverCommands[command];
  return (
    <div className="gw-command">
      <p>{t(`command.${command}`)}</p>
      <CodeView title={t('command.run')} code={run} />
      {undo !== null && <CodeView title={t('command.undo')} code={undo} />}
    </div>
  );
}
