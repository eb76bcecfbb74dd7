import {
  FromStringShapeDeserializer,
  ToStringShapeSerializer,
} from '@smithy/core/protocols';
import type { CodecSettings } from '@smithy/types';
import { NormalizedSchema } from '@smithy/core/schema';

const DATE_TIME = 5;
const EPOCH_SECONDS = 7;

/** How a format writes numbers, times and blobs as text. */
export interface TextValues {
  read(schema: NormalizedSchema, value: string): unknown;
  write(schema: NormalizedSchema, value: unknown): string;
}

/** Headers, labels and query parameters of REST requests: the binding decides on the format of a time. */
export const httpBindingText = textValues({
  timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
  httpBindings: true,
});

/** Forms and XML. */
export const queryText = textValues({
  timestampFormat: { useTrait: true, default: DATE_TIME },
  httpBindings: false,
});

function textValues(settings: CodecSettings): TextValues {
  return {
    read: (schema, value) =>
      new FromStringShapeDeserializer(settings).read(schema, value),
    write(schema, value) {
      const serializer = new ToStringShapeSerializer(settings);
      serializer.write(schema, value);
      return serializer.flush();
    },
  };
}
