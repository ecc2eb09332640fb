/** Keeps a text in step with the server. An edit counts as saved only once the server has it in its database. */

import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { InOrder } from './order';
import { Outbox } from './outbox';
import type { Frame, Level, Person } from './wire';
import * as wire from './wire';

export type Status = 'loading' | 'saved' | 'saving' | 'offline' | 'stopped';

const PAUSE = 40;
const MOST_BYTES = 480 * 1024;
const LONGEST_WAIT = 30_000;
const SILENT_FOR = 8000;
const NEVER_AGAIN = new Set([4400, 4403, 4404, 4410, 4413, 4422]);

type Key = Promise<number | null>;

interface Piece {
  update: Uint8Array;
  key: Key;
}

interface Sent {
  n: number;
  pieces: Piece[];
}

export interface Heard {
  status(status: Status, code: number): void;
  mode(mode: Level, state: string): void;
  ready(person: Person): void;
  mark(): void;
  outdated(): void;
}

export class Provider {
  readonly awareness: Awareness;
  private outbox: Outbox;
  private socket: WebSocket | null = null;
  private waiting: Piece[] = [];
  private sent: Sent[] = [];
  private n = 0;
  private timer = 0;
  private tries = 0;
  private code = 0;
  private heardAt = 0;
  private isSynced = false;
  private serverState: Uint8Array | null = null;
  private adopted: Piece[] = [];
  private mode: Level = 'nothing';

  constructor(
    private address: string,
    document_: string,
    person: number,
    readonly text: Y.Doc,
    private heard: Heard,
    private schema: number,
  ) {
    this.awareness = new Awareness(text);
    this.outbox = new Outbox(document_, person);
    text.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.take(update);
    });
    this.awareness.on('update', (_changed: unknown, origin: unknown) => {
      if (origin !== this) this.showCaret();
    });
    window.addEventListener('online', () => this.connect());
    window.addEventListener('offline', () => this.drop());
    // A line that went dead without a word: nothing was acknowledged for too long, whatever the clock says.
    window.setInterval(() => {
      if (this.sent.length && performance.now() - this.heardAt > SILENT_FOR) this.drop();
    }, 1000);
    window.addEventListener('pagehide', () => this.outbox.close());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.connect();
    });
  }

  /** Whether something was written that the server does not have. */
  get isUnsaved(): boolean {
    return this.waiting.length > 0 || this.sent.length > 0;
  }

  get isKept(): boolean {
    return this.outbox.isKept;
  }

  async start(): Promise<void> {
    const left = await this.outbox.left();
    for (const each of left) Y.applyUpdate(this.text, each.update, this);
    this.adopted = left.map((each) => ({ update: each.update, key: Promise.resolve(each.key) }));
    this.connect();
  }

  /** Leave a line that may be dead; what was not acknowledged goes again on the next. */
  private drop(): void {
    const socket = this.socket;
    if (!socket) return;
    this.socket = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
    this.lost();
  }

  private lost(): void {
    this.isSynced = false;
    this.tries += 1;
    this.say();
    if (NEVER_AGAIN.has(this.code)) return;
    const wait = Math.min(500 * 2 ** this.tries, LONGEST_WAIT) * (0.5 + Math.random() / 2);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.connect(), wait);
  }

  connect(): void {
    if (this.socket && this.socket.readyState < WebSocket.CLOSING) return;
    if (NEVER_AGAIN.has(this.code)) return;
    window.clearTimeout(this.timer);
    if (!navigator.onLine) {
      this.timer = window.setTimeout(() => this.connect(), LONGEST_WAIT);
      return;
    }
    const socket = new WebSocket(this.address, 'jusoor.v1');
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.isSynced = false;
    this.serverState = null;
    // Everything that was not acknowledged goes again, as what the server lacks.
    this.n = 0;
    const order = new InOrder(
      (frame) => {
        if (this.socket === socket) this.hear(wire.read(frame));
      },
      () => this.drop(),
    );
    socket.onmessage = (event) => {
      this.heardAt = performance.now();
      order.take(new Uint8Array(event.data));
    };
    socket.onclose = (event) => {
      if (this.socket !== socket) return;
      this.code = event.code;
      this.lost();
    };
  }

  /** An edit of this person: kept on the device first, sent with what follows in the same moment. */
  private take(update: Uint8Array): void {
    this.waiting.push({ update, key: this.outbox.keep(update) });
    this.say();
    if (this.waiting.length === 1) window.setTimeout(() => this.flush(), PAUSE);
  }

  private flush(): void {
    if (!this.isSynced || this.mode !== 'write' || !this.waiting.length) return;
    const taken = this.waiting;
    this.waiting = [];
    this.sendPieces(taken);
  }

  /** Send pieces in their order, as many together as one frame may hold. */
  private sendPieces(pieces: Piece[]): void {
    let together: Piece[] = [];
    let size = 0;
    for (const piece of pieces) {
      if (together.length && size + piece.update.length > MOST_BYTES) {
        this.send(together);
        together = [];
        size = 0;
      }
      together.push(piece);
      size += piece.update.length;
    }
    if (together.length) this.send(together);
  }

  private send(pieces: Piece[], update = Y.mergeUpdates(pieces.map((piece) => piece.update))): void {
    this.n += 1;
    if (!this.sent.length) this.heardAt = performance.now();
    this.sent.push({ n: this.n, pieces });
    this.socket?.send(wire.submit(this.n, update));
    this.say();
  }

  /** Send everything that the server does not have, whether it was sent before or not. */
  private sendLacking(state: Uint8Array): void {
    const own = [...this.adopted, ...this.sent.flatMap((each) => each.pieces), ...this.waiting];
    this.adopted = [];
    this.sent = [];
    this.waiting = [];
    const whole = Y.encodeStateAsUpdate(this.text, state);
    if (whole.length <= 2) {
      void this.forget(own);
      return;
    }
    if (whole.length <= MOST_BYTES) {
      this.send(own, whole);
      return;
    }
    // More than one frame may hold: as it was written, without what is there already.
    const lacking = own.map((piece) => ({ update: Y.diffUpdate(piece.update, state), key: piece.key }));
    this.sendPieces(lacking);
  }

  private hear(frame: Frame): void {
    switch (frame.kind) {
      case 'hello':
        this.tries = 0;
        this.code = 0;
        if (frame.schema !== this.schema) {
          this.heard.outdated();
          this.code = 4400;
          this.socket?.close();
          return;
        }
        this.mode = frame.mode;
        this.heard.ready(frame.person);
        this.heard.mode(frame.mode, frame.state);
        break;
      case 'lacks':
        this.serverState = frame.state;
        this.socket?.send(wire.step1(Y.encodeStateVector(this.text)));
        break;
      case 'update':
        Y.applyUpdate(this.text, frame.update, this);
        if (frame.isWhole && !this.isSynced) this.synced();
        break;
      case 'presence':
        applyAwarenessUpdate(this.awareness, frame.update, this);
        break;
      case 'ack':
        this.acknowledged(frame.n);
        break;
      case 'mode':
        this.mode = frame.mode;
        this.heard.mode(frame.mode, frame.state);
        this.say();
        break;
      case 'resync':
        this.socket?.send(wire.step1(Y.encodeStateVector(this.text)));
        if (this.mode === 'write') this.sendLacking(frame.state);
        break;
      case 'refused':
        this.code = frame.code;
        this.say();
        break;
      case 'mark':
        this.heard.mark();
    }
  }

  private synced(): void {
    this.isSynced = true;
    if (this.serverState && this.mode === 'write') this.sendLacking(this.serverState);
    this.showCaret();
    this.say();
  }

  private acknowledged(n: number): void {
    const done = this.sent.filter((each) => each.n <= n);
    this.sent = this.sent.filter((each) => each.n > n);
    void this.forget(done.flatMap((each) => each.pieces));
    this.say();
  }

  private async forget(pieces: Piece[]): Promise<void> {
    const known = await Promise.all(pieces.map((piece) => piece.key));
    await this.outbox.forget(known.filter((key) => key !== null));
  }

  private showCaret(): void {
    if (!this.isSynced || this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(wire.presence(encodeAwarenessUpdate(this.awareness, [this.text.clientID])));
  }

  private say(): void {
    let status: Status = 'saved';
    if (NEVER_AGAIN.has(this.code)) status = 'stopped';
    else if (!this.isSynced) status = this.socket && this.tries === 0 ? 'loading' : 'offline';
    else if (this.isUnsaved) status = 'saving';
    this.heard.status(status, this.code);
  }
}
