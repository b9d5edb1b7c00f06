"""Averages the weights of trainings that go on from one another: better than the last of them, and no slower to use.

    python average.py trained.npz third.npz fourth.npz fifth.npz

Wortsman et al. 2022, arXiv 2203.05482. Of the largest inputs, which conversion evens out, the largest of all is kept.
"""

import sys

import numpy as np


def averaged(trainings):
    names = set.intersection(*(set(weights) for weights in trainings))
    return {
        name: (
            np.maximum.reduce([weights[name] for weights in trainings])
            if name.endswith(".largest")
            else np.mean([weights[name] for weights in trainings], 0, np.float64).astype(np.float32)
        )
        for name in sorted(names)
    }


if __name__ == "__main__":
    target, *sources = sys.argv[1:]
    np.savez(target, **averaged([dict(np.load(source)) for source in sources]))
