import { CONSUMER_LAG_PREFIX, StreamFigures } from './readings';

/** How far one reader of a stream is behind. @public */
export interface StreamReaderLag {
  /** The registered consumer; undefined for all that read by `GetRecords`, which AWS measures as one. */
  consumerName?: string;
  seconds: number;
}

/**
 * How far the readers of a stream are behind, the slowest first: its registered
 * consumers one by one, and all others as one.
 *
 * @public
 */
export function streamReaderLags(figures: StreamFigures): StreamReaderLag[] {
  const lags: StreamReaderLag[] =
    figures.iteratorAgeSeconds === undefined
      ? []
      : [{ seconds: figures.iteratorAgeSeconds }];
  for (const [name, seconds] of Object.entries(figures)) {
    const consumerName = consumerOfFigure(name);
    if (consumerName !== undefined) {
      lags.push({ consumerName, seconds });
    }
  }
  return lags.sort((a, b) => b.seconds - a.seconds);
}

/** The registered consumer whose lag a figure is; undefined for other figures. @public */
export function consumerOfFigure(figureName: string): string | undefined {
  return figureName.startsWith(CONSUMER_LAG_PREFIX)
    ? figureName.slice(CONSUMER_LAG_PREFIX.length)
    : undefined;
}
