import Button from '@material-ui/core/Button';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Attention } from '../../graph/attention';
import { healthColour } from '../../theme';
import { eventTopologyTranslationRef } from '../../translation';
import { HealthIcon } from '../HealthBadge';
import { useAnnouncement } from './use-announcement';

/** What is beyond these is one step away, in the table. */
const SHOWN = 8;

const useStyles = makeStyles(theme => ({
  strip: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0.75, 3),
    borderBottom: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
    minHeight: 44,
  },
  title: {
    fontSize: 14,
    fontWeight: 700,
    whiteSpace: 'nowrap',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
  list: {
    display: 'flex',
    gap: theme.spacing(1),
    margin: 0,
    padding: theme.spacing(0.25),
    listStyle: 'none',
    overflowX: 'auto',
    minWidth: 0,
    scrollbarWidth: 'thin',
  },
  item: {
    font: 'inherit',
    fontSize: 13,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    padding: theme.spacing(0.375, 1.25, 0.375, 0.75),
    borderRadius: 16,
    border: '1px solid',
    backgroundColor: theme.palette.background.paper,
    color: theme.palette.text.primary,
    cursor: 'pointer',
    whiteSpace: 'nowrap',
    '&:hover': { backgroundColor: theme.palette.action.hover },
    '&:focus-visible': {
      outline: `3px solid ${theme.palette.link}`,
      outlineOffset: 1,
    },
  },
  icon: { fontSize: 18 },
  name: { fontWeight: 700 },
  more: { flexShrink: 0, whiteSpace: 'nowrap' },
  silent: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
    whiteSpace: 'nowrap',
  },
}));

/** @internal */
export interface AttentionStripProps {
  attention: Attention[];
  /** False until there are figures: without them nothing is known to be well. */
  known: boolean;
  onOpen: (nodeId: string) => void;
  onShowAll: () => void;
}

/** What needs attention, before anything else on the page. */
export function AttentionStrip(props: AttentionStripProps) {
  const { attention, known, onOpen, onShowAll } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const announcement = useAnnouncement(attention, known);
  const shown = attention.slice(0, SHOWN);
  const more = attention.length - shown.length;

  return (
    <section className={classes.strip} aria-label={t('attention.title')}>
      <span role="status" className={classes.silent}>
        {announcement}
      </span>
      {attention.length === 0 ? (
        <Typography className={classes.title}>
          <HealthIcon status={known ? 'healthy' : 'unknown'} />
          {known ? t('attention.allWell') : t('attention.noFigures')}
        </Typography>
      ) : (
        <>
          <Typography component="h2" className={classes.title}>
            {t('attention.title')} ({attention.length})
          </Typography>
          <ul className={classes.list} aria-label={t('attention.label')}>
            {shown.map(({ node, status, finding }) => (
              <li key={node.id}>
                <button
                  type="button"
                  className={classes.item}
                  style={{ borderColor: healthColour(theme, status) }}
                  onClick={() => onOpen(node.id)}
                >
                  <HealthIcon status={status} className={classes.icon} />
                  <span className={classes.silent}>
                    {t(`health.${status}`)}
                  </span>
                  <span className={classes.name}>{node.name}</span>
                  {finding.title}
                </button>
              </li>
            ))}
          </ul>
          {more > 0 && (
            <Button className={classes.more} size="small" onClick={onShowAll}>
              {t('attention.more', { count: more })}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
