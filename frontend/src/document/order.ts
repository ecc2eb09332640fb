/** Frames of one connection in the order in which they came, also while a packed one is being unpacked. */

import { isPacked, unpacked } from './wire';

export class InOrder {
  private before: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(
    private hear: (frame: Uint8Array) => void,
    private fail: () => void,
  ) {}

  take(data: Uint8Array): void {
    if (!isPacked(data) && !this.waiting) {
      this.hear(data);
      return;
    }
    this.waiting += 1;
    this.before = this.before
      .then(async () => this.hear(isPacked(data) ? await unpacked(data) : data))
      .catch(this.fail)
      .finally(() => {
        this.waiting -= 1;
      });
  }
}
