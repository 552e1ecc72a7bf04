/** A cabinet with small stored files, the shape of a Windows update file (`.msu`). The same bytes each time. */
export function cabinetFile(fileName: string, text: string): Buffer {
  return cabinetOf([[fileName, Buffer.from(text, 'latin1')]]);
}

/** A cabinet with these stored files in one folder of one block. */
export function cabinetOf(files: readonly (readonly [name: string, data: Buffer])[]): Buffer {
  const header = Buffer.alloc(36);
  const folder = Buffer.alloc(8);
  const block = Buffer.alloc(8);
  const filesAt = header.length + folder.length;
  const data = Buffer.concat(files.map(([, bytes]) => bytes));
  let at = 0;
  const entries = files.map(([fileName, bytes]) => {
    const file = Buffer.alloc(16);
    file.writeUInt32LE(bytes.length, 0);
    file.writeUInt32LE(at, 4);
    file.writeUInt16LE(0x0021, 10);
    file.writeUInt16LE(0x20, 14);
    at += bytes.length;
    return Buffer.concat([file, Buffer.from(`${fileName}\0`, 'latin1')]);
  });
  const blocksAt = filesAt + Buffer.concat(entries).length;
  header.write('MSCF', 0, 'latin1');
  header.writeUInt32LE(blocksAt + block.length + data.length, 8);
  header.writeUInt32LE(filesAt, 16);
  header.writeUInt16LE(0x0103, 24);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(files.length, 28);
  folder.writeUInt32LE(blocksAt, 0);
  folder.writeUInt16LE(1, 4);
  block.writeUInt16LE(data.length, 4);
  block.writeUInt16LE(data.length, 6);
  return Buffer.concat([header, folder, ...entries, block, data]);
}
