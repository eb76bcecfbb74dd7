import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { describedBy, fieldFacts } from '../../form/field-facts';
import { FieldFrame } from '../../form/FieldFrame';
import { formValuesOf, placeOf } from '../../form/place-of';
import { ResourceAutocomplete } from '../../form/ResourceAutocomplete';
import { resourceOptions } from '../../topology/resource-option';
import { useTopologySnapshot } from '../../topology/use-topology-snapshot';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { schema } from './schema';

/** A state machine that exists, by its ARN. */
export function StateMachinePicker(props: typeof schema.TProps) {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const topology = useTopologySnapshot();
  const place = placeOf(formValuesOf(props.formContext));
  const facts = fieldFacts(props, {
    id: 'state-machine',
    title: t('stateMachine.title'),
  });
  return (
    <FieldFrame facts={facts}>
      <ResourceAutocomplete
        id={facts.id}
        label={t('stateMachine.choose')}
        placeholder="arn:aws:states:…"
        describedBy={describedBy(facts)}
        options={
          topology.snapshot
            ? resourceOptions(topology.snapshot, 'state-machine', place)
            : []
        }
        topology={topology}
        value={props.formData}
        onChange={next =>
          props.onChange(typeof next === 'string' ? next.trim() : next?.arn)
        }
        disabled={facts.disabled}
        failed={facts.failed}
      />
    </FieldFrame>
  );
}
