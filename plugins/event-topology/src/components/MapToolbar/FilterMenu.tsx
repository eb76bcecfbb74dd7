import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import ArrowDropDownIcon from '@material-ui/icons/ArrowDropDown';
import { ReactNode, useState } from 'react';

const useStyles = makeStyles(theme => ({
  button: {
    textTransform: 'none',
    fontWeight: 500,
    borderColor: theme.palette.divider,
    height: 36,
    whiteSpace: 'nowrap',
  },
  active: {
    borderColor: theme.palette.link,
    color: theme.palette.link,
  },
  option: { paddingTop: 2, paddingBottom: 2, minHeight: 36, fontSize: 14 },
  icon: { minWidth: 36 },
  check: { padding: 4 },
  label: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  count: {
    marginLeft: 'auto',
    paddingLeft: theme.spacing(3),
    color: theme.palette.textSubtle,
    fontVariantNumeric: 'tabular-nums',
  },
}));

/** @internal */
export interface FilterOption<T extends string> {
  value: T;
  label: ReactNode;
  /** How many resources it lets through. */
  count: number;
}

/** @internal */
export interface FilterMenuProps<T extends string> {
  label: string;
  options: FilterOption<T>[];
  selected: T[];
  onChange: (selected: T[]) => void;
}

/** A filter of which several values may be chosen. */
export function FilterMenu<T extends string>(props: FilterMenuProps<T>) {
  const { label, options, selected, onChange } = props;
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const toggle = (value: T) =>
    onChange(
      selected.includes(value)
        ? selected.filter(other => other !== value)
        : [...selected, value],
    );
  return (
    <>
      <Button
        className={`${classes.button} ${
          selected.length > 0 ? classes.active : ''
        }`}
        variant="outlined"
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        endIcon={<ArrowDropDownIcon />}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {selected.length > 0 ? `${label} (${selected.length})` : label}
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== undefined}
        onClose={() => setAnchor(undefined)}
        getContentAnchorEl={null}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        {options.map(option => (
          <MenuItem
            key={option.value}
            className={classes.option}
            role="menuitemcheckbox"
            aria-checked={selected.includes(option.value)}
            onClick={() => toggle(option.value)}
          >
            <ListItemIcon className={classes.icon}>
              <Checkbox
                className={classes.check}
                size="small"
                color="primary"
                checked={selected.includes(option.value)}
                tabIndex={-1}
                inputProps={{ 'aria-hidden': true }}
              />
            </ListItemIcon>
            <span className={classes.label}>{option.label}</span>
            <span className={classes.count}>{option.count}</span>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
