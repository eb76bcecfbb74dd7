import { useEffect } from 'react';

interface FieldProps<T> {
  schema: { default?: unknown };
  formData?: T;
  onChange: (value: T) => void;
}

/**
 * Sets the schema's default where the form does not: it fills in objects by
 * their `properties` alone, and a field that draws itself need not list any.
 *
 * @returns the value, or the default until the form has it
 */
export function useSchemaDefault<T>(props: FieldProps<T>): T | undefined {
  const { formData, onChange, schema } = props;
  const missing = isEmpty(formData);
  const fallback = schema.default as T | undefined;
  useEffect(() => {
    if (missing && fallback !== undefined) {
      onChange(fallback);
    }
  }, [missing, fallback, onChange]);
  return missing ? fallback : formData;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === 'object' &&
      value !== null &&
      Object.keys(value).length === 0)
  );
}
