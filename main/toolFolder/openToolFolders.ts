import { join } from 'node:path';
import { emptyToolFolders, toolFolderDeskSchema } from '../../shared/model/toolFolder';
import { openDocument } from '../disk/document';
import { whenAsked } from '../whenAsked';
import type { ToolFolderNeeds, ToolFolders } from './needs';

/** Opens what is kept of them in a data folder, and shows it. What writes and reads them is loaded with the first request. */
export async function openToolFolders(needs: ToolFolderNeeds): Promise<ToolFolders> {
  const stored = await openDocument({
    path: join(needs.dataFolder, 'tool-folders.json'),
    schema: toolFolderDeskSchema,
    empty: emptyToolFolders,
    onQuarantine: needs.onQuarantine,
  });
  const show = (): void => needs.session.change(() => ({ toolFolder: stored.value() }));
  show();
  const desk = whenAsked(async () => (await import('./toolFolders')).createToolFolders(needs, stored, show));
  return {
    handlers: {
      writeToolFolder: async (input) => (await desk()).handlers.writeToolFolder(input),
      pickToolResult: async (input) => (await desk()).handlers.pickToolResult(input),
      forgetToolResult: async (input) => (await desk()).handlers.forgetToolResult(input),
    },
    upload: async (bytes) => (await desk()).upload(bytes),
  };
}
