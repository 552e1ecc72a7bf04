import type { RefObject } from 'react';

/** The field by which a browser lets files be chosen, what it accepts, and what is done with them. */
export type FileFieldProps = {
  field: RefObject<HTMLInputElement | null>;
  multiple?: boolean;
  accept?: string;
  onFiles: (files: readonly File[]) => void;
};

/** Stands unseen beside the button that presses it. The same file may be chosen again, after it grew or was repaired. */
export function FileField({ field, multiple = false, accept, onFiles }: FileFieldProps) {
  return (
    <input
      ref={field}
      hidden
      type="file"
      multiple={multiple}
      accept={accept}
      onChange={(event) => {
        const files = [...(event.currentTarget.files ?? [])];
        event.currentTarget.value = '';
        if (files.length > 0) onFiles(files);
      }}
    />
  );
}
