import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import Switch from '@material-ui/core/Switch';
import Typography from '@material-ui/core/Typography';
import UnfoldLessIcon from '@material-ui/icons/UnfoldLess';
import UnfoldMoreIcon from '@material-ui/icons/UnfoldMore';
import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { RefObject } from 'react';
import { hasFilters } from '../../graph/filter-nodes';
import { Filters, INITIAL_VIEW, ViewState } from '../../graph/view-state';
import { eventTopologyTranslationRef } from '../../translation';
import { HealthBadge } from '../HealthBadge';
import { KindIcon } from '../KindIcon';
import { FilterMenu } from './FilterMenu';
import { FilterOptions } from './filter-options';
import { SearchField } from './SearchField';

const useStyles = makeStyles(theme => ({
  toolbar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 3),
    borderBottom: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
  },
  showing: { fontSize: 14, color: theme.palette.textSubtle },
  only: { margin: 0, '& .MuiTypography-root': { fontSize: 14 } },
  end: { marginLeft: 'auto', display: 'flex' },
  button: { width: 36, height: 36, padding: 6 },
}));

/** @internal */
export interface MapToolbarProps {
  view: ViewState;
  options: FilterOptions;
  /** What the search finds, best first. */
  found: TopologyNode[];
  shown: number;
  total: number;
  searchRef: RefObject<HTMLInputElement>;
  onFilters: (filters: Filters) => void;
  onOnlyMatching: (only: boolean) => void;
  onOpen: (nodeId: string) => void;
  /** Absent where there is nothing to open or collapse. */
  onAllGroups?: (open: boolean) => void;
}

/** Search and filters. */
export function MapToolbar(props: MapToolbarProps) {
  const { view, options, found, shown, total, searchRef } = props;
  const { onFilters, onOnlyMatching, onOpen, onAllGroups } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { filters } = view;
  const filtered = hasFilters(filters);

  return (
    <div className={classes.toolbar} role="search">
      <SearchField
        text={filters.text}
        found={found}
        inputRef={searchRef}
        onChange={text => onFilters({ ...filters, text })}
        onOpen={onOpen}
      />
      <FilterMenu
        label={t('filter.kind')}
        selected={filters.kinds}
        onChange={kinds => onFilters({ ...filters, kinds })}
        options={options.kinds.map(({ value, count }) => ({
          value,
          count,
          label: (
            <>
              <KindIcon kind={value} />
              {t(`kind.${value}`)}
            </>
          ),
        }))}
      />
      <FilterMenu
        label={t('filter.health')}
        selected={filters.health}
        onChange={health => onFilters({ ...filters, health })}
        options={options.health.map(({ value, count }) => ({
          value,
          count,
          label: <HealthBadge status={value} />,
        }))}
      />
      {options.accounts.length > 1 && (
        <FilterMenu
          label={t('filter.account')}
          selected={filters.accounts}
          onChange={accounts => onFilters({ ...filters, accounts })}
          options={options.accounts.map(({ value, count }) => ({
            value,
            count,
            label: value,
          }))}
        />
      )}
      {options.owners.length > 0 && (
        <FilterMenu
          label={t('filter.owner')}
          selected={filters.owners}
          onChange={owners => onFilters({ ...filters, owners })}
          options={options.owners.map(({ value, count }) => ({
            value,
            count,
            label: parseEntityRef(value, { defaultKind: 'group' }).name,
          }))}
        />
      )}
      {filtered && (
        <>
          <Typography className={classes.showing} role="status">
            {t('filter.showing', {
              shown: String(shown),
              total: String(total),
            })}
          </Typography>
          {view.view === 'map' && (
            <FormControlLabel
              className={classes.only}
              control={
                <Switch
                  size="small"
                  color="primary"
                  checked={view.onlyMatching}
                  onChange={(_event, checked) => onOnlyMatching(checked)}
                />
              }
              label={t('filter.onlyMatching')}
            />
          )}
          <Button size="small" onClick={() => onFilters(INITIAL_VIEW.filters)}>
            {t('filter.clear')}
          </Button>
        </>
      )}
      {onAllGroups && view.view === 'map' && (
        <div className={classes.end}>
          <IconButton
            className={classes.button}
            aria-label={t('group.openAll')}
            title={t('group.openAll')}
            onClick={() => onAllGroups(true)}
          >
            <UnfoldMoreIcon />
          </IconButton>
          <IconButton
            className={classes.button}
            aria-label={t('group.collapseAll')}
            title={t('group.collapseAll')}
            onClick={() => onAllGroups(false)}
          >
            <UnfoldLessIcon />
          </IconButton>
        </div>
      )}
    </div>
  );
}
