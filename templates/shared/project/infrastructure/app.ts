import { buildApplication } from './application';

buildApplication({ checked: true }).app.synth();
