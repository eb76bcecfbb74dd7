/** What every field shows and says of itself. */
export interface FieldFacts {
  id: string;
  title: string;
  description?: string;
  required: boolean;
  disabled: boolean;
  /** True when the form has something to say against the value. */
  failed: boolean;
}

interface FieldProps {
  idSchema?: { $id?: string };
  schema: { title?: string; description?: string };
  uiSchema?: Record<string, unknown>;
  required?: boolean;
  disabled?: boolean;
  readonly?: boolean;
  rawErrors?: string[];
}

/** Reads the facts off the properties that the form gives to a field. */
export function fieldFacts(
  props: FieldProps,
  defaults: { id: string; title: string; description?: string },
): FieldFacts {
  const { schema, uiSchema = {} } = props;
  return {
    id: props.idSchema?.$id ?? defaults.id,
    title: textOf(uiSchema['ui:title']) ?? schema.title ?? defaults.title,
    description:
      textOf(uiSchema['ui:description']) ??
      schema.description ??
      defaults.description,
    required: Boolean(props.required),
    disabled: Boolean(
      props.disabled || props.readonly || uiSchema['ui:disabled'],
    ),
    failed: Boolean(props.rawErrors?.length),
  };
}

/** The id of the text that explains a field. */
export function descriptionIdOf(id: string): string {
  return `${id}__description`;
}

/** What a screen reader reads with the field; the form writes the errors. */
export function describedBy(facts: FieldFacts): string | undefined {
  const ids = [
    facts.description && descriptionIdOf(facts.id),
    facts.failed && `${facts.id}__error`,
  ].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
