// One person in a document, for each of the servers that are compared; all with real Yjs copies of the text.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const SUBMIT = 0x40;
const ACK = 0x41;
const HELLO = 0x43;
const RESYNC = 0x45;

/** The text in which everybody writes: the first paragraph of the body. */
export function textOf(doc) {
  return doc.getXmlFragment('body').get(0)?.get(0);
}

export function begin(doc) {
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  doc.getXmlFragment('body').insert(0, [paragraph]);
  paragraph.insert(0, [text]);
}

class Ours {
  constructor(url, name, cookie) {
    this.doc = new Y.Doc();
    this.n = 0;
    this.waiting = [];
    this.isOpen = false;
    this.acknowledged = () => {};
    this.closed = () => {};
    this.ready = new Promise((resolve) => {
      this.isReady = resolve;
    });
    this.doc.on('update', (update, origin) => {
      if (origin !== this) this.submit(update);
    });
    this.socket = new WebSocket(`${url}/ws/documents/${name}/`, 'jusoor.v1', {
      headers: { cookie: `sessionid=${cookie}`, origin: url.replace('ws', 'http') },
    });
    this.socket.binaryType = 'arraybuffer';
    this.socket.on('message', (data) => this.hear(new Uint8Array(data)));
    this.socket.on('close', (code) => this.closed(code));
    this.socket.on('error', () => {});
  }

  submit(update) {
    this.n += 1;
    const to = encoding.createEncoder();
    encoding.writeVarUint(to, SUBMIT);
    encoding.writeVarUint(to, this.n);
    encoding.writeVarUint8Array(to, update);
    if (this.socket.readyState === 1) this.socket.send(encoding.toUint8Array(to));
  }

  step1() {
    const to = encoding.createEncoder();
    encoding.writeVarUint(to, 0);
    encoding.writeVarUint(to, 0);
    encoding.writeVarUint8Array(to, Y.encodeStateVector(this.doc));
    this.socket.send(encoding.toUint8Array(to));
  }

  hear(data) {
    const from = decoding.createDecoder(data);
    const kind = decoding.readVarUint(from);
    if (kind === HELLO) return;
    if (kind === 0) {
      const part = decoding.readVarUint(from);
      const bytes = decoding.readVarUint8Array(from);
      if (part === 0) this.step1();
      else {
        Y.applyUpdate(this.doc, bytes, this);
        if (part === 1) this.isReady();
      }
    } else if (kind === ACK) this.acknowledged(decoding.readVarUint(from));
    else if (kind === RESYNC) this.submit(Y.encodeStateAsUpdate(this.doc, decoding.readVarUint8Array(from)));
  }

  close() {
    this.socket.terminate();
  }
}

class YWebsocket {
  constructor(url, name) {
    this.doc = new Y.Doc();
    this.acknowledged = () => {};
    this.closed = () => {};
    this.provider = new WebsocketProvider(url, name, this.doc, { WebSocketPolyfill: WebSocket, disableBc: true });
    this.ready = new Promise((resolve) => this.provider.once('sync', resolve));
  }

  close() {
    this.provider.destroy();
  }
}

class Hocuspocus {
  constructor(url, name) {
    this.doc = new Y.Doc();
    this.n = 0;
    this.acknowledged = () => {};
    this.closed = () => {};
    this.line = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: WebSocket });
    this.provider = new HocuspocusProvider({ websocketProvider: this.line, name, document: this.doc });
    this.provider.attach();
    this.ready = new Promise((resolve) => this.provider.on('synced', resolve));
    this.doc.on('update', (_update, origin) => {
      if (origin !== this.provider) this.n += 1;
    });
    this.provider.on('unsyncedChanges', ({ number }) => this.acknowledged(this.n - number));
  }

  close() {
    this.provider.destroy();
    this.line.destroy();
  }
}

export function person(kind, url, name, cookie) {
  if (kind === 'jusoor') return new Ours(url, name, cookie);
  return kind === 'y-websocket' ? new YWebsocket(url, name) : new Hocuspocus(url, name);
}
