import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import SearchIcon from '@material-ui/icons/Search';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { RefObject } from 'react';
import { eventTopologyTranslationRef } from '../../translation';
import { KindIcon } from '../KindIcon';

/** More than these are better filtered by another word. */
const SHOWN = 12;

const useStyles = makeStyles(theme => ({
  field: { flex: '1 1 180px', maxWidth: 300 },
  input: { height: 36, fontSize: 14, paddingTop: 0, paddingBottom: 0 },
  option: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minWidth: 0,
    fontSize: 14,
  },
  icon: { fontSize: 20, display: 'flex', color: theme.palette.textSubtle },
  text: { minWidth: 0 },
  name: { display: 'block', overflowWrap: 'anywhere' },
  note: { display: 'block', fontSize: 12, color: theme.palette.textSubtle },
}));

/** @internal */
export interface SearchFieldProps {
  text: string;
  /** Best matches first. */
  found: TopologyNode[];
  inputRef: RefObject<HTMLInputElement>;
  onChange: (text: string) => void;
  onOpen: (nodeId: string) => void;
}

/** Finds resources as one types; choosing one goes there. */
export function SearchField(props: SearchFieldProps) {
  const { text, found, inputRef, onChange, onOpen } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  return (
    <Autocomplete<TopologyNode, false, false, true>
      className={classes.field}
      freeSolo
      size="small"
      options={text.trim() ? found.slice(0, SHOWN) : []}
      filterOptions={options => options}
      getOptionLabel={option =>
        typeof option === 'string' ? option : option.name
      }
      getOptionSelected={(option, value) => option.id === value.id}
      value={null}
      inputValue={text}
      onInputChange={(_event, value, reason) => {
        // Choosing an option must not replace what was typed.
        if (reason !== 'reset') {
          onChange(value);
        }
      }}
      onChange={(_event, value) => {
        // Enter without a choice goes to the best match.
        const chosen = typeof value === 'string' ? found[0] : value;
        if (chosen) {
          onOpen(chosen.id);
        }
      }}
      renderOption={option => (
        <div className={classes.option}>
          <span className={classes.icon}>
            <KindIcon kind={option.kind} />
          </span>
          <span className={classes.text}>
            <span className={classes.name}>{option.name}</span>
            <span className={classes.note}>
              {t(`kind.${option.kind}`)}, {option.accountId} {option.region}
            </span>
          </span>
        </div>
      )}
      renderInput={params => (
        <TextField
          {...params}
          variant="outlined"
          placeholder={t('filter.searchHint')}
          inputRef={inputRef}
          inputProps={{
            ...params.inputProps,
            'aria-label': t('filter.search'),
          }}
          InputProps={{
            ...params.InputProps,
            className: `${params.InputProps.className} ${classes.input}`,
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
          }}
        />
      )}
    />
  );
}
