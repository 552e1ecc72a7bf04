import { describe, expect, it } from 'vitest';
import { stagedFolderSchema } from '../../../../shared/model/deploymentTool';

describe('where the files lie that the deployment tool fetched', () => {
  it.each([
    ['D:\\DefenderDT', true],
    ['\\\\srv.contoso.com\\share\\Defender DT', true],
    ['DefenderDT', false],
    ['D:\\', false],
    ['D:\\DefenderDT\\', false],
    ['D:\\Defender"DT', false],
    ['D:\\a\nb', false],
    ['https://srv/share', false],
  ])('take %j as a folder: %s', (path, fits) => {
    expect(stagedFolderSchema.safeParse(path).success).toBe(fits);
  });
});
