import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import { Fact } from '../../wording/Fact';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, fontSize: 14 },
  fact: {
    display: 'grid',
    gridTemplateColumns: 'minmax(108px, 36%) 1fr',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0.5, 0),
  },
  wide: { display: 'block' },
  label: { color: theme.palette.textSubtle, margin: 0 },
  value: { margin: 0, overflowWrap: 'anywhere', minWidth: 0 },
  code: {
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: 12,
    lineHeight: 1.5,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    margin: theme.spacing(0.5, 0, 0),
    padding: theme.spacing(1),
    borderRadius: 6,
    maxHeight: 320,
    overflow: 'auto',
    backgroundColor:
      theme.palette.code?.background ?? theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
  },
  link: { textAlign: 'left', font: 'inherit' },
}));

/** @internal */
export interface FactListProps {
  facts: Fact[];
  /** Opens another resource; facts about resources off the map are plain text. */
  onOpenNode?: (nodeId: string) => void;
  isOnMap?: (nodeId: string) => boolean;
}

/** Facts as a list of terms and what is so. */
export function FactList({ facts, onOpenNode, isOnMap }: FactListProps) {
  const classes = useStyles();
  return (
    <dl className={classes.list}>
      {facts.map((fact, index) => {
        const { nodeId } = fact;
        const linked = nodeId && onOpenNode && isOnMap?.(nodeId);
        return (
          <div
            key={`${index} ${fact.label}`}
            className={`${classes.fact} ${fact.code ? classes.wide : ''}`}
          >
            <dt className={classes.label}>{fact.label}</dt>
            <dd className={classes.value}>
              {fact.code && <pre className={classes.code}>{fact.value}</pre>}
              {!fact.code && linked && (
                <Link
                  component="button"
                  type="button"
                  className={classes.link}
                  onClick={() => onOpenNode(nodeId)}
                >
                  {fact.value}
                </Link>
              )}
              {!fact.code && !linked && fact.value}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
