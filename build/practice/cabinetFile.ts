/** A cabinet with one small stored file, the shape of a Windows update file (`.msu`). The same bytes each time. */
export function cabinetFile(fileName: string, text: string): Buffer {
  const data = Buffer.from(text, 'latin1');
  const name = Buffer.from(`${fileName}\0`, 'latin1');
  const header = Buffer.alloc(36);
  const folder = Buffer.alloc(8);
  const file = Buffer.alloc(16);
  const block = Buffer.alloc(8);
  const filesAt = header.length + folder.length;
  const blocksAt = filesAt + file.length + name.length;
  header.write('MSCF', 0, 'latin1');
  header.writeUInt32LE(blocksAt + block.length + data.length, 8);
  header.writeUInt32LE(filesAt, 16);
  header.writeUInt16LE(0x0103, 24);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(1, 28);
  folder.writeUInt32LE(blocksAt, 0);
  folder.writeUInt16LE(1, 4);
  file.writeUInt32LE(data.length, 0);
  file.writeUInt16LE(0x0021, 10);
  file.writeUInt16LE(0x20, 14);
  block.writeUInt16LE(data.length, 4);
  block.writeUInt16LE(data.length, 6);
  return Buffer.concat([header, folder, file, name, block, data]);
}
