import FormControl from '@material-ui/core/FormControl';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { descriptionIdOf, describedBy, FieldFacts } from './field-facts';

const useStyles = makeStyles(theme => ({
  legend: {
    ...theme.typography.subtitle2,
    color: theme.palette.text.primary,
    marginBottom: theme.spacing(0.5),
  },
  description: { marginTop: 0, marginBottom: theme.spacing(1) },
}));

/** A group of inputs that make one value, with its title and description. */
export function FieldFrame(props: { facts: FieldFacts; children: ReactNode }) {
  const classes = useStyles();
  const { id, title, description, required, failed } = props.facts;
  return (
    <FormControl
      component="fieldset"
      fullWidth
      margin="dense"
      error={failed}
      required={required}
      aria-describedby={describedBy(props.facts)}
    >
      <FormLabel component="legend" className={classes.legend}>
        {title}
      </FormLabel>
      {description && (
        <FormHelperText
          id={descriptionIdOf(id)}
          error={false}
          className={classes.description}
        >
          {description}
        </FormHelperText>
      )}
      {props.children}
    </FormControl>
  );
}
