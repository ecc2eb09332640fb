/** Frames of the protocol `jusoor.v1`; `projects/documents/wire.py` says the same. */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export const SUBMIT = 0x40;
export const ACK = 0x41;
export const REFUSED = 0x42;
export const HELLO = 0x43;
export const MODE = 0x44;
export const RESYNC = 0x45;
export const MARK = 0x46;
export const PACKED = 0x47;
export const ASK_PACKED = 0x48;

export interface Person {
  id: number;
  name: string;
  city: string;
  cityName: string;
  colour: number;
}

export type Level = 'nothing' | 'read' | 'comment' | 'suggest' | 'write';

export type Frame =
  | { kind: 'lacks'; state: Uint8Array }
  | { kind: 'update'; update: Uint8Array; isWhole: boolean }
  | { kind: 'presence'; update: Uint8Array }
  | { kind: 'ack'; n: number; seq: number }
  | { kind: 'refused'; n: number; code: number; key: string }
  | { kind: 'hello'; schema: number; mode: Level; state: string; person: Person }
  | { kind: 'mode'; mode: Level; state: string }
  | { kind: 'resync'; state: Uint8Array }
  | { kind: 'mark' };

export function read(data: Uint8Array): Frame {
  const from = decoding.createDecoder(data);
  const kind = decoding.readVarUint(from);
  switch (kind) {
    case 0: {
      const part = decoding.readVarUint(from);
      const bytes = decoding.readVarUint8Array(from);
      return part === 0
        ? { kind: 'lacks', state: bytes }
        : { kind: 'update', update: bytes, isWhole: part === 1 };
    }
    case 1:
      return { kind: 'presence', update: decoding.readVarUint8Array(from) };
    case ACK:
      return { kind: 'ack', n: decoding.readVarUint(from), seq: decoding.readVarUint(from) };
    case REFUSED:
      return {
        kind: 'refused',
        n: decoding.readVarUint(from),
        code: decoding.readVarUint(from),
        key: decoding.readVarString(from),
      };
    case HELLO:
      return { kind: 'hello', ...JSON.parse(decoding.readVarString(from)) };
    case MODE:
      return { kind: 'mode', ...JSON.parse(decoding.readVarString(from)) };
    case RESYNC:
      return { kind: 'resync', state: decoding.readVarUint8Array(from) };
    default:
      return { kind: 'mark' };
  }
}

export function submit(n: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
  const to = encoding.createEncoder();
  encoding.writeVarUint(to, SUBMIT);
  encoding.writeVarUint(to, n);
  encoding.writeVarUint8Array(to, update);
  return new Uint8Array(encoding.toUint8Array(to));
}

export function isPacked(data: Uint8Array): boolean {
  return data[0] === PACKED;
}

/** The long frame inside a packed one. */
export async function unpacked(data: Uint8Array): Promise<Uint8Array> {
  const from = decoding.createDecoder(data);
  decoding.readVarUint(from);
  const small = new Blob([new Uint8Array(decoding.readVarUint8Array(from))]);
  const large = small.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(large).arrayBuffer());
}

/** Asks for what is missing here; packed, where this browser can unpack it. */
export function step1(state: Uint8Array): Uint8Array<ArrayBuffer> {
  const to = encoding.createEncoder();
  if ('DecompressionStream' in window) encoding.writeVarUint(to, ASK_PACKED);
  else {
    encoding.writeVarUint(to, 0);
    encoding.writeVarUint(to, 0);
  }
  encoding.writeVarUint8Array(to, state);
  return new Uint8Array(encoding.toUint8Array(to));
}

export function presence(update: Uint8Array): Uint8Array<ArrayBuffer> {
  const to = encoding.createEncoder();
  encoding.writeVarUint(to, 1);
  encoding.writeVarUint8Array(to, update);
  return new Uint8Array(encoding.toUint8Array(to));
}
