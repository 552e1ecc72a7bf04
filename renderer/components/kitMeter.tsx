import './kitMeter.css';

/** Files of the kit in order, and the sentence that says the same, such as "5 of 6 files ready". */
export type KitMeterProps = {
  files: readonly { id: string; state: 'ready' | 'missing' | 'expired' }[];
  sentence: string;
};

/** One tick per file: filled when it is ready, dashed when it is missing. */
export function KitMeter({ files, sentence }: KitMeterProps) {
  return (
    <div className="gw-kit">
      <span className="gw-kit-ticks" aria-hidden>
        {files.map((file) => (
          <span key={file.id} className={`gw-kit-tick gw-kit-${file.state}`} />
        ))}
      </span>
      <span className="gw-numbers">{sentence}</span>
    </div>
  );
}
