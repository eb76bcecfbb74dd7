import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { fieldFacts } from '../../form/field-facts';
import { NewOrExisting } from '../../form/NewOrExisting';
import { formValuesOf, placeOf } from '../../form/place-of';
import { useSchemaDefault } from '../../form/use-schema-default';
import { resourceOptions } from '../../topology/resource-option';
import { useTopologySnapshot } from '../../topology/use-topology-snapshot';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { schema } from './schema';

/** An event bus: one that exists, or a new one by its name. */
export function EventBusPicker(props: typeof schema.TProps) {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const topology = useTopologySnapshot();
  const value = useSchemaDefault(props);
  const place = placeOf(formValuesOf(props.formContext));
  return (
    <NewOrExisting
      facts={fieldFacts(props, { id: 'event-bus', title: t('eventBus.title') })}
      value={value}
      onChange={props.onChange}
      options={
        topology.snapshot
          ? resourceOptions(topology.snapshot, 'event-bus', place)
          : []
      }
      topology={topology}
      labels={{
        new: t('eventBus.new'),
        existing: t('eventBus.existing'),
        choose: t('eventBus.choose'),
        name: t('eventBus.name'),
      }}
      placeholder="default"
      frozen={props.uiSchema['ui:options']?.frozen}
    />
  );
}
