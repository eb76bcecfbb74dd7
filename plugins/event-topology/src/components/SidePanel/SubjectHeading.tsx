import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  above: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontSize: 13,
    color: theme.palette.textSubtle,
    fontWeight: 600,
  },
  icon: { fontSize: 20, display: 'flex' },
  name: {
    fontSize: 20,
    lineHeight: 1.25,
    fontWeight: 700,
    margin: theme.spacing(0.25, 0, 0.5),
    overflowWrap: 'anywhere',
  },
}));

/** @internal */
export interface SubjectHeadingProps {
  icon: ReactNode;
  kind: string;
  name: string;
  /** The colour of the picture. */
  colour?: string;
  children?: ReactNode;
}

/** What the panel is about. */
export function SubjectHeading(props: SubjectHeadingProps) {
  const classes = useStyles();
  return (
    <header>
      <div className={classes.above} style={{ color: props.colour }}>
        <span className={classes.icon}>{props.icon}</span>
        {props.kind}
      </div>
      <Typography component="h2" className={classes.name}>
        {props.name}
      </Typography>
      {props.children}
    </header>
  );
}
