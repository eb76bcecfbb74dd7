import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Form } from '@backstage/plugin-scaffolder-react/alpha';
import { eventTopologyApiRef } from '@ecs-eda/plugin-event-topology';
import { Entity } from '@backstage/catalog-model';
import validator from '@rjsf/validator-ajv8';
import { RenderResult } from '@testing-library/react';
import { ComponentType, useState } from 'react';
import { FakeTopology } from '../__fixtures__/topology';

interface FieldUnderTest {
  // Each field has a value and options of its own.
  component: ComponentType<FieldExtensionComponentProps<any, any>>;
  schema: Record<string, unknown>;
  uiOptions?: Record<string, unknown>;
  value?: unknown;
  /** The rest of the form. */
  values?: Record<string, unknown>;
  topology?: FakeTopology;
  entities?: Entity[];
}

/**
 * Renders a field in the scaffolder's own form, on a topology of the test's
 * making. `values` is what the form holds at any moment.
 */
export function renderField(
  field: FieldUnderTest,
): RenderResult & { held: { value: unknown } } {
  const held: { value: unknown } = { value: field.value };
  // Another object would be another field: it would lose the keyboard's focus.
  const fields = { Field: field.component };
  function TheForm() {
    const [formData, setFormData] = useState<Record<string, unknown>>({
      ...field.values,
      field: field.value,
    });
    return (
      <Form
        validator={validator}
        schema={{ type: 'object', properties: { field: field.schema } }}
        uiSchema={{
          field: { 'ui:field': 'Field', 'ui:options': field.uiOptions ?? {} },
        }}
        fields={fields}
        formData={formData}
        formContext={{ formData }}
        onChange={event => {
          held.value = event.formData.field;
          setFormData(current => ({ ...current, ...event.formData }));
        }}
      />
    );
  }
  const result = renderInTestApp(<TheForm />, {
    apis: [
      [eventTopologyApiRef, field.topology ?? new FakeTopology()],
      [catalogApiRef, catalogApiMock({ entities: field.entities ?? [] })],
    ],
  });
  return { ...result, held };
}
