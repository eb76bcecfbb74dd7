import IconButton from '@material-ui/core/IconButton';
import { alpha, makeStyles } from '@material-ui/core/styles';
import UnfoldLessIcon from '@material-ui/icons/UnfoldLess';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NodeProps } from '@xyflow/react';
import { GROUP_HEADER } from '../../graph/dimensions';
import { eventTopologyTranslationRef } from '../../translation';
import { GroupElement } from './flow-elements';
import { useMapContext } from './MapContext';
import { useFarAway } from './use-far-away';

const useStyles = makeStyles(theme => ({
  frame: {
    width: '100%',
    height: '100%',
    borderRadius: 16,
    border: `1px solid ${alpha(theme.palette.text.primary, 0.14)}`,
    backgroundColor: alpha(theme.palette.text.primary, 0.025),
  },
  header: {
    height: GROUP_HEADER,
    padding: '6px 8px 0 20px',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
  },
  title: {
    fontSize: 18,
    color: theme.palette.textSubtle,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  far: { fontSize: 22 },
  name: { color: theme.palette.text.primary, fontWeight: 700 },
}));

/** The frame around an open group. */
export function GroupFrame({ data }: NodeProps<GroupElement>) {
  const { group, members } = data.drawn;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { onToggleGroup } = useMapContext();
  const farAway = useFarAway();
  const collapse = t('group.collapse', { name: group.title });
  return (
    <div className={classes.frame}>
      <div className={classes.header}>
        <span className={`${classes.title} ${farAway ? classes.far : ''}`}>
          {t(`group.${group.kind}`)}{' '}
          <span className={classes.name}>{group.title}</span>
          {', '}
          {t('group.resources', { count: members.length })}
        </span>
        {onToggleGroup && (
          <IconButton
            className="nopan"
            size="small"
            aria-label={collapse}
            title={collapse}
            onClick={event => {
              event.stopPropagation();
              onToggleGroup(group.id, false);
            }}
          >
            <UnfoldLessIcon fontSize="small" />
          </IconButton>
        )}
      </div>
    </div>
  );
}
