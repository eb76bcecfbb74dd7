import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { fieldFacts } from '../../form/field-facts';
import { NewOrExisting } from '../../form/NewOrExisting';
import { formValuesOf, placeOf } from '../../form/place-of';
import { useSchemaDefault } from '../../form/use-schema-default';
import { resourceOptions } from '../../topology/resource-option';
import { useTopologySnapshot } from '../../topology/use-topology-snapshot';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { schema } from './schema';

/** A queue: one that exists, or a new one. */
export function QueuePicker(props: typeof schema.TProps) {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const topology = useTopologySnapshot();
  const value = useSchemaDefault(props);
  const options = props.uiSchema['ui:options'];
  const place = placeOf(formValuesOf(props.formContext));
  return (
    <NewOrExisting
      facts={fieldFacts(props, { id: 'queue', title: t('queue.title') })}
      value={value}
      onChange={props.onChange}
      options={
        topology.snapshot
          ? resourceOptions(topology.snapshot, 'queue', place)
          : []
      }
      topology={topology}
      labels={{
        new: t('queue.new'),
        existing: t('queue.existing'),
        choose: t('queue.choose'),
        name: t('queue.name'),
      }}
      placeholder="arn:aws:sqs:…"
      namedByStack={options?.namedByStack}
      frozen={options?.frozen}
    />
  );
}
