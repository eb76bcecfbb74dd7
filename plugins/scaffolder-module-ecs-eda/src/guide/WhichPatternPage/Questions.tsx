import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import {
  GUIDE_CHOICES,
  GuideAnswers,
  GuideChoiceQuestion,
  GuideNumberQuestion,
  GuideQuestion,
  relevantQuestions,
} from '@ecs-eda/plugin-event-topology-common';
import { NumberField } from '../../form/NumberField';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { useGuideWording } from '../use-guide-wording';

const useStyles = makeStyles(theme => ({
  question: { display: 'block', marginBottom: theme.spacing(2) },
  legend: {
    ...theme.typography.subtitle1,
    color: theme.palette.text.primary,
    lineHeight: 1.3,
  },
  choice: { marginRight: theme.spacing(3) },
  number: { width: 180 },
}));

interface QuestionsProps {
  answers: GuideAnswers;
  onAnswer: (
    question: GuideQuestion,
    value: string | number | undefined,
  ) => void;
}

/** The questions that matter so far. */
export function Questions({ answers, onAnswer }: QuestionsProps) {
  return (
    <>
      {relevantQuestions(answers).map(question =>
        question === 'eventsPerSecond' || question === 'processingSeconds' ? (
          <NumberQuestion
            key={question}
            question={question}
            value={answers[question]}
            onAnswer={value => onAnswer(question, value)}
          />
        ) : (
          <ChoiceQuestion
            key={question}
            question={question}
            value={answers[question]}
            onAnswer={value => onAnswer(question, value)}
          />
        ),
      )}
    </>
  );
}

/** What stands for an open question: radio buttons cannot be taken back. */
const OPEN = 'open';

function ChoiceQuestion(props: {
  question: GuideChoiceQuestion;
  value: string | undefined;
  onAnswer: (value: string | undefined) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const wording = useGuideWording();
  const { question, value } = props;
  const radio = <Radio color="primary" size="small" />;
  return (
    <FormControl component="fieldset" className={classes.question}>
      <FormLabel component="legend" className={classes.legend}>
        {t(`guide.question.${question}`)}
      </FormLabel>
      <RadioGroup
        row
        name={question}
        value={value ?? OPEN}
        onChange={(_, next) => props.onAnswer(next === OPEN ? undefined : next)}
      >
        {GUIDE_CHOICES[question].map(choice => (
          <FormControlLabel
            key={choice}
            className={classes.choice}
            value={choice}
            control={radio}
            label={wording.choice(question, choice)}
          />
        ))}
        {question !== 'goal' && (
          <FormControlLabel
            className={classes.choice}
            value={OPEN}
            control={radio}
            label={t('guide.open')}
          />
        )}
      </RadioGroup>
    </FormControl>
  );
}

function NumberQuestion(props: {
  question: GuideNumberQuestion;
  value: number | undefined;
  onAnswer: (value: number | undefined) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const { question, value, onAnswer } = props;
  const id = `which-pattern-${question}`;
  return (
    <div className={classes.question}>
      <FormLabel htmlFor={id} className={classes.legend}>
        {t(`guide.question.${question}`)}
      </FormLabel>
      <div>
        <NumberField
          id={id}
          className={classes.number}
          label={
            question === 'processingSeconds'
              ? t('unit.seconds')
              : t('unit.perSecond')
          }
          value={value}
          onChange={next =>
            onAnswer(next !== undefined && next > 0 ? next : undefined)
          }
          min={0}
        />
      </div>
    </div>
  );
}
