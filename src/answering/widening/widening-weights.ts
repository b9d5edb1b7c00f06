import type { WideningWeights } from './widening-signals.js';

/** Weights of the signals, fitted and written by `npm run calibrate-quotes -- --write`. */
export const WIDENING_WEIGHTS: WideningWeights = {
  constant: -4.345,
  signals: {
    likeness: 4.9802,
    likenessBehindQuote: 4.5015,
    likenessBeyondBehindQuote: 6.573,
    largestTokenGain: 4.0078,
    place: -0.1693,
    standsBehind: 1.1632,
    sentenceLength: -0.005,
    widenedLength: -0.0065,
    endsInSemicolon: 1.3433,
    asksForSeveral: 0.6653,
    stopsWhereSeveral: -0.2745,
    asksHow: 0.7948,
  },
};
