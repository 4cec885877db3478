import type { PackedAudit, PageAudit } from '../packed.ts';
import { unpack } from '../packed.ts';

/** The audit that the page carries. Throws where the browser cannot unpack it. */
export const readData = async (): Promise<PageAudit> => {
  if (typeof DecompressionStream === 'undefined') throw new Error('This browser has no DecompressionStream.');
  const base64 = document.getElementById('data')?.textContent ?? '';
  const binary = atob(base64.trim());
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const packed: PackedAudit = await new Response(stream).json();
  return unpack(packed);
};
