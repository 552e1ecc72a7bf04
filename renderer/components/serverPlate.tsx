import {
  BeakerRegular,
  UsbStickRegular,
  PlugConnectedRegular,
  PlugDisconnectedRegular,
  DesktopRegular,
  ServerRegular,
} from '@fluentui/react-icons';
import './serverPlate.css';

/** How the server is reached; decides the icon only, the words come with `via`. */
export type PlateTransport = 'local' | 'remote' | 'disconnected' | 'practice' | 'field';

/** The server this page acts on: its full name, its system, and how it is reached. */
export type ServerPlateProps = {
  name: string;
  /** What it calls itself, where that is another name. */
  own?: string | undefined;
  system: string;
  via: string;
  transport: PlateTransport;
};

const icons = {
  local: DesktopRegular,
  remote: PlugConnectedRegular,
  disconnected: PlugDisconnectedRegular,
  practice: BeakerRegular,
  field: UsbStickRegular,
};

/** Names the server on every page of the wizard. The name is never cut. */
export function ServerPlate({ name, own, system, via, transport }: ServerPlateProps) {
  const Icon = icons[transport];
  return (
    <div
      className="gw-plate"
      title={[name, own, system, via].filter((part) => part !== undefined).join(', ')}
    >
      <div className="gw-plate-name">{name}</div>
      {own !== undefined && <div className="gw-plate-system">{own}</div>}
      <div className="gw-plate-system">{system}</div>
      <div className="gw-plate-via">
        <Icon aria-hidden fontSize={16} />
        {via}
      </div>
      <ServerRegular className="gw-plate-icon" aria-hidden />
    </div>
  );
}
