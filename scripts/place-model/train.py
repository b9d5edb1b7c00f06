"""Trains the trees that weigh places: python train.py SIGNALS TREES

SIGNALS is what `npm run place-signals` writes, TREES is models/places/trees.json. Needs lightgbm 4.7.0 and numpy.
The trees learn to put the right sentence of a speech before all others (LambdaMART). The rules were made while these
questions were looked at and are right on more of them than on others: of those that they get right a share is trained on
as if they had shown the sentence nearest to the words instead.
"""

import json
import sys

import lightgbm
import numpy

ROUNDS = 150
# How often the rules are taken to have shown the nearest sentence where they were right.
DISTRUST = 0.4
FARTHEST = 9
# Each trains trees of its own; what they say is averaged.
SEEDS = (0, 1, 2)
PARAMETERS = {
    "objective": "lambdarank",
    "learning_rate": 0.12,
    "num_leaves": 15,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2,
    "lambdarank_truncation_level": 5,
    "deterministic": True,
    "num_threads": 2,
    "verbose": -1,
}


def read(path):
    with open(path, encoding="utf-8") as file:
        names = json.loads(next(file))["signals"]
        return names, [json.loads(line) for line in file]


def rows_of(question, names, is_distrusted):
    rows = numpy.array(question["rows"], dtype=numpy.float32)
    if is_distrusted:
        best = int(numpy.argmin(rows[:, names.index("namedPlace")]))
        places = numpy.arange(len(rows))
        rows[:, names.index("isRuled")] = places == best
        rows[:, names.index("isRuledFurther")] = 0
        rows[:, names.index("sentencesFromRuled")] = numpy.clip(places - best, -FARTHEST, FARTHEST)
    return rows


def train(questions, names, seed):
    random = numpy.random.RandomState(seed)
    rows, right, sizes = [], [], []
    for question in questions:
        if not question["right"]:
            continue
        rows.append(rows_of(question, names, question["isRuledRight"] and random.rand() < DISTRUST))
        labels = numpy.zeros(len(rows[-1]))
        labels[question["right"]] = 1
        right.append(labels)
        sizes.append(len(labels))
    data = lightgbm.Dataset(numpy.vstack(rows), numpy.concatenate(right), group=sizes)
    return lightgbm.train({**PARAMETERS, "seed": seed}, data, ROUNDS)


def tree_of(node):
    """A tree as lists of splits and leaves; see src/answering/places/boosted-trees.ts."""
    splits, leaves = [], []

    def add(part):
        if "split_index" not in part:
            leaves.append(round(part["leaf_value"] / len(SEEDS), 5))
            return -len(leaves)
        at = len(splits)
        splits.append(None)
        left, right = add(part["left_child"]), add(part["right_child"])
        splits[at] = [part["split_feature"], round(part["threshold"], 5), left, right]
        return at

    add(node)
    return {"splits": splits, "leaves": leaves}


def main():
    names, questions = read(sys.argv[1])
    models = [train(questions, names, seed) for seed in SEEDS]
    trees = [tree_of(each["tree_structure"]) for model in models for each in model.dump_model()["tree_info"]]
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(json.dumps({"signals": names, "trees": trees}, separators=(",", ":")) + "\n")
    print(f"{len(questions)} questions, {len(trees)} trees")


if __name__ == "__main__":
    main()
