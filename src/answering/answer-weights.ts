import type { AnswerWeights } from './answer-signals.js';

/** Weights of the signals, fitted and written by `npm run calibrate -- --write`. */
export const ANSWER_WEIGHTS: AnswerWeights = {
  constant: 1.511,
  signals: {
    lacksAsked: -0.7742,
    companion: 6.7331,
    companionSquared: 4.2976,
    companionShort: -10.1488,
    companionWhereLacking: -1.5311,
    companionWhereFormLacks: -0.7947,
    companionWhereList: 0.9397,
    weakestTokens: 2.6806,
    tokenSpread: -7.6653,
    weakestTokensByFirst: 1.0403,
    lateByFirst: -7.3513,
    aboveOthers: -6.9586,
    aboveThird: 2.7832,
    neighbours: 0.2619,
    leansOnBefore: 1.6575,
    matterKnown: -1.5183,
    matterLength: -0.0358,
    bestHoldsForm: 0.3586,
    formClauseGap: -2.3325,
    asksNumber: 0.5004,
    asksWhat: -0.9244,
    asksWhere: -1.1335,
  },
};
