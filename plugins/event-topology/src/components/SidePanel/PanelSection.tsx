import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId } from 'react';

const useStyles = makeStyles(theme => ({
  section: { marginTop: theme.spacing(2.5) },
  title: {
    fontSize: 13,
    fontWeight: 700,
    color: theme.palette.textSubtle,
    margin: theme.spacing(0, 0, 1),
  },
}));

/** @internal */
export function PanelSection(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <Typography id={id} component="h3" className={classes.title}>
        {props.title}
      </Typography>
      {props.children}
    </section>
  );
}
