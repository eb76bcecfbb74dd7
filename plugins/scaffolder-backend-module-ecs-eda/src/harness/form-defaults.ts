import { isDeepStrictEqual } from 'node:util';
import { JsonObject, JsonValue } from '@backstage/types';
import { getDefaultFormState, RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';

/**
 * Completes values with the defaults of a template's form, page by page, as
 * the form in the browser does before anybody has touched it.
 *
 * @param parameters - the template's `spec.parameters`
 */
export function withFormDefaults(
  parameters: JsonObject | JsonObject[] | undefined,
  values: JsonObject,
): JsonObject {
  return [parameters ?? []]
    .flat()
    .map(withoutAppearance)
    .reduce<JsonObject>(
      (filled, page) => untilSettled(page as RJSFSchema, filled),
      values,
    );
}

/**
 * A default may bring up fields with defaults of their own. The form fills
 * those in when it is drawn again, and is drawn until nothing changes.
 */
function untilSettled(page: RJSFSchema, values: JsonObject): JsonObject {
  const filled = getDefaultFormState(
    validator,
    page,
    values,
    page,
    false,
    // The scaffolder's form sets this too.
    { allOf: 'populateDefaults' },
  ) as JsonObject;
  return isDeepStrictEqual(filled, values)
    ? filled
    : untilSettled(page, filled);
}

/** What says how a field looks; the scaffolder's form takes it out, too. */
function withoutAppearance(schema: JsonValue): JsonValue {
  if (Array.isArray(schema)) {
    return schema.map(withoutAppearance);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !key.startsWith('ui:') && key !== 'enumNames')
      .map(([key, value]) => [key, withoutAppearance(value!)]),
  );
}
