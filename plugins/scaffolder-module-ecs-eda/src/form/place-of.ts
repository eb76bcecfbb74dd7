import { Place } from '../topology/resource-option';

/** The form's values so far, which the scaffolder hands to every field. */
export function formValuesOf(formContext: unknown): Record<string, unknown> {
  const values = (formContext as { formData?: unknown } | undefined)?.formData;
  return isRecord(values) ? values : {};
}

/** Where the new service will run, by the fields `accountId` and `region`. */
export function placeOf(values: Record<string, unknown>): Place {
  return { accountId: text(values.accountId), region: text(values.region) };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
