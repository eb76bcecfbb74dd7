import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Autocomplete, {
  createFilterOptions,
} from '@material-ui/lab/Autocomplete';
import { ResourceOption } from '../topology/resource-option';
import { SnapshotState } from '../topology/use-topology-snapshot';
import { scaffolderEcsEdaTranslationRef } from '../translation';
import { chooseWithoutSubmitting } from './choose-without-submitting';
import { TopologyNotice } from './TopologyNotice';

/** As many options as a list shows well; typing narrows them. */
const MOST_OPTIONS = 100;

const useStyles = makeStyles({
  option: { display: 'block', minWidth: 0, overflowWrap: 'anywhere' },
});

const filterOptions = createFilterOptions<ResourceOption>({
  limit: MOST_OPTIONS,
  stringify: ({ name, arn, owner }) => [name, arn, owner].join(' '),
});

interface ResourceAutocompleteProps {
  id: string;
  label: string;
  placeholder?: string;
  describedBy?: string;
  options: ResourceOption[];
  topology: SnapshotState;
  /** The ARN or, where nothing else is known, the name. */
  value: string | undefined;
  /** An option, what was typed instead, or nothing. */
  onChange: (value: ResourceOption | string | undefined) => void;
  required?: boolean;
  disabled?: boolean;
  failed?: boolean;
}

/**
 * A choice among what the live topology has, each with its owner. What the map
 * does not show can be typed.
 */
export function ResourceAutocomplete(props: ResourceAutocompleteProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const { options, topology, value } = props;
  const chosen = options.find(
    ({ arn, name }) => value === arn || value === name,
  );
  return (
    <>
      <Autocomplete<ResourceOption, false, false, true>
        id={props.id}
        freeSolo
        autoSelect
        selectOnFocus
        onKeyDown={chooseWithoutSubmitting}
        disabled={props.disabled}
        options={options}
        loading={topology.loading}
        loadingText={t('topology.loading')}
        value={chosen ?? value ?? null}
        onChange={(_, next) => props.onChange(next || undefined)}
        filterOptions={filterOptions}
        getOptionLabel={option =>
          typeof option === 'string' ? option : option.name
        }
        getOptionSelected={(option, other) => option.arn === other.arn}
        renderOption={option => (
          <span className={classes.option}>
            {option.name}
            <Typography
              component="span"
              variant="caption"
              color="textSecondary"
              display="block"
            >
              <Whereabouts option={option} />
            </Typography>
          </span>
        )}
        renderInput={params => (
          <TextField
            {...params}
            label={props.label}
            placeholder={props.placeholder}
            margin="dense"
            variant="outlined"
            required={props.required}
            error={props.failed}
            inputProps={{
              ...params.inputProps,
              'aria-describedby': props.describedBy,
            }}
          />
        )}
      />
      {chosen && (
        <Typography variant="caption" color="textSecondary" component="p">
          <Whereabouts option={chosen} />
        </Typography>
      )}
      <TopologyNotice topology={topology} empty={options.length === 0} />
    </>
  );
}

function Whereabouts({ option }: { option: ResourceOption }) {
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  return (
    <>
      {option.owner ? (
        <>
          {t('resource.owner')}{' '}
          <EntityDisplayName entityRef={option.owner} hideIcon />
        </>
      ) : (
        t('resource.noOwner')
      )}
      {` · ${option.accountId} · ${option.region}`}
    </>
  );
}
