import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import { ResourceOption } from '../topology/resource-option';
import { SnapshotState } from '../topology/use-topology-snapshot';
import { scaffolderEcsEdaTranslationRef } from '../translation';
import { describedBy, FieldFacts } from './field-facts';
import { FieldFrame } from './FieldFrame';
import { ResourceAutocomplete } from './ResourceAutocomplete';
import { choiceOf, ResourceChoice } from './resource-choice';

interface NewOrExistingProps {
  facts: FieldFacts;
  value: ResourceChoice | undefined;
  onChange: (value: ResourceChoice) => void;
  options: ResourceOption[];
  topology: SnapshotState;
  labels: {
    new: string;
    existing: string;
    /** Over the list of what exists. */
    choose: string;
    /** Over the name of a new one. */
    name: string;
    /** Below it. Default: that AWS's rules apply. */
    nameHelp?: string;
  };
  placeholder: string;
  /** Set when the stack names a new one, after the service. */
  namedByStack?: boolean;
  /** Set when the template allows only one of the two. */
  frozen?: ResourceChoice['mode'];
}

/** A resource of the stack's own, or one that exists. */
export function NewOrExisting(props: NewOrExistingProps) {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const { facts, labels, onChange } = props;
  const value = props.value ?? { mode: props.frozen ?? 'existing' };
  const mode = props.frozen ?? value.mode;
  return (
    <FieldFrame facts={facts}>
      {!props.frozen && (
        <RadioGroup
          row
          aria-label={facts.title}
          name={`${facts.id}_mode`}
          value={mode}
          onChange={(_, next) =>
            onChange({ mode: next === 'new' ? 'new' : 'existing' })
          }
        >
          {(['existing', 'new'] as const).map(one => (
            <FormControlLabel
              key={one}
              value={one}
              disabled={facts.disabled}
              control={<Radio color="primary" />}
              label={labels[one]}
            />
          ))}
        </RadioGroup>
      )}
      {mode === 'existing' && (
        <ResourceAutocomplete
          id={facts.id}
          label={labels.choose}
          placeholder={props.placeholder}
          describedBy={describedBy(facts)}
          options={props.options}
          topology={props.topology}
          value={value.arn ?? value.name}
          onChange={next => onChange(choiceOf(next))}
          disabled={facts.disabled}
          failed={facts.failed}
        />
      )}
      {mode === 'new' && props.namedByStack && (
        <FormHelperText>{t('resource.namedByStack')}</FormHelperText>
      )}
      {mode === 'new' && !props.namedByStack && (
        <TextField
          id={facts.id}
          label={labels.name}
          helperText={labels.nameHelp ?? t('resource.newName')}
          margin="dense"
          variant="outlined"
          disabled={facts.disabled}
          error={facts.failed}
          value={value.name ?? ''}
          inputProps={{ 'aria-describedby': describedBy(facts) }}
          onChange={({ target }) =>
            onChange({ mode: 'new', name: target.value || undefined })
          }
        />
      )}
    </FieldFrame>
  );
}
