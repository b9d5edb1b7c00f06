import type { AnswerWeights } from './answer-signals.js';

/** Weights of the signals, fitted and written by `npm run calibrate -- --write`. */
export const ANSWER_WEIGHTS: AnswerWeights = {
  constant: 1.5098,
  signals: {
    seemsAbsent: -1.1485,
    companion: 6.4595,
    companionSquared: 4.5344,
    companionShort: -8.6927,
    companionLow: 1.4734,
    companionWhereAbsent: -3.4024,
    companionWhereFormLacks: 1.1679,
    companionWhereList: 0.8653,
    weakestTokens: 2.6539,
    tokenSpread: -7.2198,
    weakestTokensByFirst: 1.7932,
    lateByFirst: -8.2562,
    aboveOthers: -6.6149,
    aboveThird: 2.4516,
    neighbours: 0.2583,
    leansOnBefore: 1.7767,
    matterKnown: -1.634,
    matterLength: -0.0256,
    bestHoldsForm: 0.4584,
    formClauseGap: -2.1382,
    asksNumber: 0.5208,
    asksWhat: -0.8654,
    asksWhere: -1.1405,
  },
};
