import { buildApplication } from './application';

buildApplication().app.synth();
