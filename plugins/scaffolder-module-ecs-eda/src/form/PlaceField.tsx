import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useEffect } from 'react';
import { SnapshotState } from '../topology/use-topology-snapshot';
import { descriptionIdOf, describedBy, fieldFacts } from './field-facts';
import { chooseWithoutSubmitting } from './choose-without-submitting';
import { TopologyNotice } from './TopologyNotice';

interface PlaceFieldProps {
  field: FieldExtensionComponentProps<string, unknown>;
  defaults: { id: string; title: string };
  /** What the map reads. */
  options: string[];
  topology: SnapshotState;
  /** Said of a place that the map does not read. */
  unknown: string;
}

/** An account or a region: one that the map reads, or another one typed. */
export function PlaceField(props: PlaceFieldProps) {
  const { field, options, topology } = props;
  const { formData: value, onChange } = field;
  const facts = fieldFacts(field, props.defaults);
  const note = noteOn(props);
  const [only, ...more] = options;

  // Where there is no choice nobody has to make one.
  useEffect(() => {
    if (!value && only && more.length === 0) {
      onChange(only);
    }
  }, [value, only, more.length, onChange]);

  return (
    <>
      <Autocomplete<string, false, false, true>
        id={facts.id}
        freeSolo
        autoSelect
        selectOnFocus
        onKeyDown={chooseWithoutSubmitting}
        disabled={facts.disabled}
        options={options}
        loading={topology.loading}
        value={value ?? null}
        onChange={(_, next) => onChange(next?.trim() || undefined)}
        renderInput={params => (
          <TextField
            {...params}
            label={facts.title}
            margin="dense"
            variant="outlined"
            required={facts.required}
            error={facts.failed}
            inputProps={{
              ...params.inputProps,
              'aria-describedby': describedBy({
                ...facts,
                description: note,
              }),
            }}
          />
        )}
      />
      {note && (
        <FormHelperText id={descriptionIdOf(facts.id)} error={false}>
          {note}
        </FormHelperText>
      )}
      <TopologyNotice topology={topology} empty={false} />
    </>
  );
}

function noteOn(props: PlaceFieldProps): string | undefined {
  const { field, options, topology, unknown } = props;
  const strange =
    field.formData && topology.snapshot && !options.includes(field.formData);
  return strange
    ? unknown
    : field.uiSchema?.['ui:description'] ?? field.schema.description;
}
