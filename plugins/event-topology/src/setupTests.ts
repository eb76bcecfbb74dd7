import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A whole page with its map takes seconds to draw on a busy machine.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });

/** jsdom lays nothing out: the canvas is told a size, as a browser would. */
const CANVAS = { width: 1200, height: 800 };

class FixedSizeObserver implements ResizeObserver {
  readonly #callback: ResizeObserverCallback;

  constructor(callback: ResizeObserverCallback) {
    this.#callback = callback;
  }

  observe(target: Element) {
    const size = [{ inlineSize: CANVAS.width, blockSize: CANVAS.height }];
    this.#callback(
      [
        {
          target,
          contentRect: new DOMRect(0, 0, CANVAS.width, CANVAS.height),
          borderBoxSize: size,
          contentBoxSize: size,
          devicePixelContentBoxSize: size,
        },
      ],
      this,
    );
  }

  unobserve() {}

  disconnect() {}
}

/** The part of a matrix that the canvas reads: its zoom. */
class ZoomMatrix {
  readonly m22: number;

  constructor(transform?: string) {
    const scale = /scale\(([\d.]+)\)/.exec(transform ?? '');
    this.m22 = scale ? Number(scale[1]) : 1;
  }
}

class FixedRect {
  constructor(
    readonly x = 0,
    readonly y = 0,
    readonly width = 0,
    readonly height = 0,
  ) {}
}

Object.assign(globalThis, {
  ResizeObserver: FixedSizeObserver,
  DOMMatrixReadOnly: ZoomMatrix,
  DOMRect: globalThis.DOMRect ?? FixedRect,
});

Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: { configurable: true, get: () => CANVAS.width },
  offsetHeight: { configurable: true, get: () => CANVAS.height },
});
