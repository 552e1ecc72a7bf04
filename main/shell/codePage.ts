import { isAscii } from 'node:buffer';

/** Upper halves of the code pages that Windows consoles use and TextDecoder lacks. */
const upperHalves: Readonly<Record<number, string>> = {
  437: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  850: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
};
const labels: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  65001: 'utf-8',
};

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

function decoderFor(label: string): InstanceType<typeof TextDecoder> {
  const made = decoders.get(label) ?? new TextDecoder(label);
  decoders.set(label, made);
  return made;
}

/**
 * Text of a native tool from its bytes. For people only: nothing is decided from it, so a byte that the code page
 * does not know becomes a replacement character.
 */
export function decodeOutput(bytes: Uint8Array, codePage: number): string {
  // Nearly every line. All code pages of Windows consoles agree on it: half of a character is never alone.
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const upper = upperHalves[codePage === 858 ? 850 : codePage];
  if (upper !== undefined) {
    return Array.from(bytes, (byte) =>
      byte < 128 ? String.fromCharCode(byte) : upper.charAt(byte - 128),
    ).join('');
  }
  const label = labels[codePage] ?? (codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'utf-8');
  return decoderFor(label).decode(bytes);
}
